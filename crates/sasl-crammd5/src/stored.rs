//! A record at rest: the two states of MD5 for each form of the password, in Dovecot's `{CRAM-MD5}` text.
use crate::key::Key;
use alloc::{string::String, vec::Vec};
use core::fmt;
use precis_normalize::{PasswordFormKind as Form, Profile, password_forms};
use sasl_core::Secret;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What a server needs to know of one password. It is as good as the password for CRAM-MD5, and cheap to guess the
/// password from: no salt, no iterations. Keep it only for accounts that need the mechanism.
///
/// Clients prepare a password in different ways before they hash it, so there is a key for each form of it that is
/// different from the others: one for a password in ASCII, at most three.
///
/// ```
/// use sasl_core::Secret;
/// let stored = sasl_crammd5::Stored::derive(&Secret::new("test"))?;
/// let text = "{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6";
/// assert_eq!(*stored.to_text(), text);
/// assert_eq!(*sasl_crammd5::Stored::parse(text)?.to_text(), text);
/// # Ok::<(), sasl_crammd5::RecordError>(())
/// ```
pub struct Stored {
    keys: Vec<(Form, Key)>,
}

/// Why a record, or a password to make one from, is refused.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It is not `{CRAM-MD5}` and 64 lower-case hexadecimal digits.
    Form,
    /// It is the record of the empty password.
    EmptyPassword,
    /// The password cannot be used, and why.
    Password(precis_normalize::Error),
    /// The password does not have so many octets.
    Short(usize),
}

const SCHEME: &str = "{CRAM-MD5}";
/// The name that the scheme had once.
const OLD_SCHEME: &str = "{HMAC-MD5}";

impl Stored {
    /// From a password that is being set: one that OpaqueString of RFC 8265 allows. It takes a few microseconds.
    ///
    /// # Errors
    /// [`RecordError::Password`].
    pub fn derive(password: &Secret) -> Result<Self, RecordError> {
        let typed = password.expose();
        Profile::OpaqueString.enforce_secret(typed).map_err(RecordError::Password)?;
        let mut keys = Vec::from([(Form::Raw, Key::new(typed.as_bytes()))]);
        let others = password_forms(typed).filter(|form| form.as_str() != typed);
        keys.extend(others.map(|form| (form.kind(), Key::new(form.as_str().as_bytes()))));
        Ok(Self { keys })
    }

    /// Only the forms that have so many octets: clients that prepare a password may make a short one of it.
    ///
    /// ```
    /// # use sasl_core::Secret;
    /// // 13 octets; 7 once SASLprep has made digits of it.
    /// let typed = Secret::new("p²²²²²²");
    /// let forms = |octets| Some(sasl_crammd5::Stored::derive_at_least(&typed, octets).ok()?.to_text().split(';').count());
    /// assert_eq!([7, 8, 13, 14].map(forms), [Some(2), Some(1), Some(1), None]);
    /// ```
    ///
    /// # Errors
    /// [`RecordError::Password`]; [`RecordError::Short`] for a password that is too short as it was typed.
    pub fn derive_at_least(password: &Secret, octets: usize) -> Result<Self, RecordError> {
        let typed = password.expose();
        let Self { mut keys } = Self::derive(password)?;
        if typed.len() < octets {
            return Err(RecordError::Short(octets));
        }
        let length = |form: Form| match form {
            Form::Raw => typed.len(),
            other => {
                let of_kind = password_forms(typed).find(|form| form.kind() == other);
                of_kind.map_or(0, |form| form.as_str().len())
            }
        };
        keys.retain(|(form, _)| length(*form) >= octets);
        Ok(Self { keys })
    }

    /// From Dovecot's `{CRAM-MD5}` text, which is of the password as it was typed; and from what
    /// [`to_text`](Self::to_text) writes for passwords of more than one form.
    ///
    /// # Errors
    /// [`RecordError`]. What does not parse is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let rest = text.strip_prefix(SCHEME).or_else(|| text.strip_prefix(OLD_SCHEME));
        let parts = rest.ok_or(RecordError::Form)?.split(';').enumerate();
        let keys: Vec<(Form, Key)> = parts.map(|(at, part)| read(at, part)).collect::<Result<_, _>>()?;
        // Each form once, in one order.
        if !keys.is_sorted_by(|(one, _), (next, _)| rank(*one) < rank(*next)) {
            return Err(RecordError::Form);
        }
        let empty = Key::new(b"");
        if keys.iter().any(|(_, key)| key.ct_eq(&empty).into()) {
            return Err(RecordError::EmptyPassword);
        }
        Ok(Self { keys })
    }

    /// As text: `{CRAM-MD5}` and the states of the password as it was typed, which is what Dovecot reads. Further forms
    /// follow behind a `;`, each with its name.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(256));
        text.push_str(SCHEME);
        for (at, (form, key)) in self.keys.iter().enumerate() {
            if at > 0 {
                text.push(';');
            }
            text.push_str(tag(*form));
            write(key, &mut text);
        }
        text
    }

    /// Of the password as it was typed.
    pub(crate) fn of_key(key: Key) -> Result<Self, RecordError> {
        let empty = Key::new(b"").ct_eq(&key);
        if empty.into() {
            return Err(RecordError::EmptyPassword);
        }
        Ok(Self { keys: Vec::from([(Form::Raw, key)]) })
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().map(|(_, key)| key)
    }
}

/// `[form "="] outer inner`; the first is without a name.
fn read(at: usize, part: &str) -> Result<(Form, Key), RecordError> {
    let named = [Form::SaslPrep, Form::OpaqueString].into_iter();
    let named = named.filter_map(|form| Some((form, part.strip_prefix(tag(form))?))).next();
    let (form, digits) = match (at, named) {
        (0, None) => (Form::Raw, part),
        (1.., Some(named)) => named,
        _ => return Err(RecordError::Form),
    };
    let mut octets = Zeroizing::new([[0; 16]; 2]);
    let decoded = base16ct::lower::decode(digits, octets.as_flattened_mut());
    if digits.len() != 64 || decoded.is_err() {
        return Err(RecordError::Form);
    }
    Ok((form, Key::from_octets(&octets)))
}

fn write(key: &Key, to: &mut String) {
    let octets = Zeroizing::new(key.octets());
    let mut digits = Zeroizing::new([0; 64]);
    // 32 octets are 64 digits, so there is always room.
    to.push_str(
        base16ct::lower::encode_str(octets.as_flattened(), digits.as_mut_slice()).unwrap_or_default(),
    );
}

/// What names a form; nothing the password as it was typed.
const fn tag(form: Form) -> &'static str {
    match form {
        Form::SaslPrep => "saslprep=",
        Form::OpaqueString => "opaque=",
        _ => "",
    }
}

const fn rank(form: Form) -> u8 {
    match form {
        Form::SaslPrep => 1,
        Form::OpaqueString => 2,
        _ => 0,
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stored(CRAM-MD5, ..)")
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not {CRAM-MD5} and 64 lower-case hexadecimal digits",
            Self::EmptyPassword => "the record of the empty password",
            Self::Short(octets) => return write!(f, "the password has less than {octets} octets"),
            Self::Password(why) => return write!(f, "the password {why}"),
        })
    }
}

impl core::error::Error for RecordError {}
