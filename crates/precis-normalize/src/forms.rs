//! The forms of a password that a client can try.

use crate::profile::Profile;
use crate::saslprep::{Unassigned, saslprep};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::iter::Flatten;
use zeroize::Zeroizing;

/// Returns the distinct forms of a password, in the order in which a client should try them.
///
/// A client cannot know the preparation that a server applied when the password was set. Older SCRAM servers use
/// SASLprep for stored strings (RFC 5802), newer ones OpaqueString (RFC 8265), and many use none. The result
/// contains the forms whose preparation accepts the password. It omits empty forms, and equal forms occur once,
/// under the first of their names.
///
/// ```
/// use precis_normalize::{PasswordFormKind, password_forms};
///
/// let plain: Vec<_> = password_forms("secret").map(|form| form.kind()).collect();
/// assert_eq!(plain, [PasswordFormKind::SaslPrep]);
///
/// let forms: Vec<_> = password_forms("²\u{A0}").map(|form| form.as_str().to_owned()).collect();
/// assert_eq!(forms, ["2 ", "² ", "²\u{A0}"]);
/// ```
#[must_use]
pub fn password_forms(password: &str) -> PasswordForms<'_> {
    let saslprep = form(PasswordFormKind::SaslPrep, saslprep(password, Unassigned::Reject).ok());
    let opaque = form(PasswordFormKind::OpaqueString, Profile::OpaqueString.enforce(password).ok());
    let raw = form(PasswordFormKind::Raw, Some(Cow::Borrowed(password)));
    let opaque = opaque.filter(|form| !same(form, saslprep.as_ref()));
    let raw = raw.filter(|form| !same(form, saslprep.as_ref()) && !same(form, opaque.as_ref()));
    PasswordForms([saslprep, opaque, raw].into_iter().flatten())
}

fn form(kind: PasswordFormKind, text: Option<Cow<'_, str>>) -> Option<PasswordForm<'_>> {
    let text = match text? {
        Cow::Borrowed(text) => Text::Given(text),
        Cow::Owned(text) => Text::Made(Zeroizing::new(text)),
    };
    Some(PasswordForm { kind, text }).filter(|form| !form.as_str().is_empty())
}

fn same(form: &PasswordForm<'_>, other: Option<&PasswordForm<'_>>) -> bool {
    other.is_some_and(|other| form.as_str() == other.as_str())
}

/// The preparation of a password form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordFormKind {
    /// SASLprep for stored strings (RFC 4013).
    SaslPrep,
    /// The OpaqueString profile (RFC 8265 section 4.2).
    OpaqueString,
    /// No preparation: the bytes as typed.
    Raw,
}

/// A password form. A form that was created by a preparation is wiped when dropped.
#[derive(Clone)]
pub struct PasswordForm<'a> {
    kind: PasswordFormKind,
    text: Text<'a>,
}

#[derive(Clone)]
enum Text<'a> {
    Given(&'a str),
    Made(Zeroizing<String>),
}

impl PasswordForm<'_> {
    /// Returns the preparation of this form.
    #[must_use]
    pub fn kind(&self) -> PasswordFormKind {
        self.kind
    }

    /// Returns the prepared password, which is never empty.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.text {
            Text::Given(text) => text,
            Text::Made(text) => text,
        }
    }
}

impl fmt::Debug for PasswordForm<'_> {
    /// Shows the kind only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordForm").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// An iterator over the forms of a password; see [`password_forms`].
#[derive(Clone, Debug)]
pub struct PasswordForms<'a>(Flatten<core::array::IntoIter<Option<PasswordForm<'a>>, 3>>);

impl<'a> Iterator for PasswordForms<'a> {
    type Item = PasswordForm<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
