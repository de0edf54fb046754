//! A stored record: the two MD5 states for each password form, in Dovecot's `{CRAM-MD5}` format.
use crate::key::Key;
use alloc::{string::String, vec::Vec};
use core::fmt;
use precis_normalize::{PasswordFormKind as Form, Profile, password_forms};
use sasl_core::Secret;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The stored CRAM-MD5 keys of one password (RFC 2195 section 3). For CRAM-MD5 they are equivalent to the
/// password, and guesses are cheap: there is no salt and no iteration. Store them only for accounts that need the
/// mechanism.
///
/// Clients prepare a password in different ways before they hash it. There is a key for each distinct form: one
/// for an ASCII password, at most three.
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

/// The error for an invalid record, or for a password from which no record can be made.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// The text is not `{CRAM-MD5}` and 64 lower-case hexadecimal digits.
    Form,
    /// The record is that of the empty password.
    EmptyPassword,
    /// The password is invalid for this reason.
    Password(precis_normalize::Error),
    /// A password form has fewer than this number of octets.
    Short(usize),
}

const SCHEME: &str = "{CRAM-MD5}";
/// The earlier name of the scheme.
const OLD_SCHEME: &str = "{HMAC-MD5}";

impl Stored {
    /// Derives the keys from a new password that OpaqueString allows (RFC 8265 section 4.2). It takes a few
    /// microseconds.
    ///
    /// # Errors
    /// [`RecordError::Password`] if the password is invalid.
    pub fn derive(password: &Secret) -> Result<Self, RecordError> {
        let typed = password.expose();
        Profile::OpaqueString.enforce_secret(typed).map_err(RecordError::Password)?;
        let mut keys = Vec::from([(Form::Raw, Key::new(typed.as_bytes()))]);
        let others = password_forms(typed).filter(|form| form.as_str() != typed);
        keys.extend(others.map(|form| (form.kind(), Key::new(form.as_str().as_bytes()))));
        Ok(Self { keys })
    }

    /// Derives the keys only for forms with at least `octets` octets, because the preparation in clients can
    /// shorten a password.
    ///
    /// ```
    /// # use sasl_core::Secret;
    /// // 13 octets as typed; 7 after SASLprep has mapped it to digits.
    /// let typed = Secret::new("p²²²²²²");
    /// let forms = |octets| Some(sasl_crammd5::Stored::derive_at_least(&typed, octets).ok()?.to_text().split(';').count());
    /// assert_eq!([7, 8, 13, 14].map(forms), [Some(2), Some(1), Some(1), None]);
    /// ```
    ///
    /// # Errors
    /// [`RecordError::Password`] if the password is invalid; [`RecordError::Short`] if it is too short as typed.
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

    /// Parses Dovecot's `{CRAM-MD5}` format, which has the key of the password as typed, or the output of
    /// [`to_text`](Self::to_text) for passwords with several forms.
    ///
    /// # Errors
    /// [`RecordError`] for an invalid text. Such a text is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let rest = text.strip_prefix(SCHEME).or_else(|| text.strip_prefix(OLD_SCHEME));
        let parts = rest.ok_or(RecordError::Form)?.split(';').enumerate();
        let keys: Vec<(Form, Key)> = parts.map(|(at, part)| read(at, part)).collect::<Result<_, _>>()?;
        // Each form at most once, in a fixed order.
        if !keys.is_sorted_by(|(one, _), (next, _)| rank(*one) < rank(*next)) {
            return Err(RecordError::Form);
        }
        let empty = Key::new(b"");
        if keys.iter().any(|(_, key)| key.ct_eq(&empty).into()) {
            return Err(RecordError::EmptyPassword);
        }
        Ok(Self { keys })
    }

    /// Writes `{CRAM-MD5}` and the states of the password as typed, which Dovecot can read. Further forms follow,
    /// each after a `;` and with its name.
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

    /// Creates a record from the key of the password as typed.
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

/// Parses `[form "="] outer inner`; the first part has no name.
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
    // 32 octets are 64 digits, so the buffer is always large enough.
    to.push_str(
        base16ct::lower::encode_str(octets.as_flattened(), digits.as_mut_slice()).unwrap_or_default(),
    );
}

/// Returns the name of a form, empty for the password as typed.
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
            Self::Short(octets) => return write!(f, "the password has fewer than {octets} octets"),
            Self::Password(why) => return write!(f, "the password {why}"),
        })
    }
}

impl core::error::Error for RecordError {}
