//! The preparation of names before their lookup and of passwords before hashing (RFC 5802 section 5.1).
use crate::error::Fault;
use alloc::{borrow::Cow, string::String, vec::Vec};
use precis_normalize::{Error, Profile, Unassigned, password_forms, saslprep};
use zeroize::Zeroizing;

pub(crate) use precis_normalize::PasswordFormKind as Form;

/// Normalizes a login name for the lookup to NFC. The directory does the rest.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Fault> {
    precis_normalize::login_name(name).map_err(|_| Fault::Name)
}

/// Prepares a login name for sending: SASLprep for query strings, which allow characters that are newer than the
/// profile (RFC 3454 section 7).
pub(crate) fn query_name(name: &str) -> Result<Cow<'_, str>, Error> {
    saslprep(name, Unassigned::Allow)
}

/// Checks a new password.
pub(crate) fn new_password(password: &str) -> Result<(), Error> {
    Profile::OpaqueString.enforce_secret(password).map(drop)
}

/// Returns the password form that this client uses, or `None` for an empty password.
pub(crate) fn first_form(password: &str) -> Option<Zeroizing<String>> {
    // A client with keys of an earlier login can have an empty password.
    let form = if password.is_empty() { None } else { password_forms(password).next() };
    form.map(|form| Zeroizing::new(form.as_str().into()))
}

/// Returns the password forms that clients can use, beginning with that of this client. There are none for an
/// empty password.
pub(crate) fn forms(password: &str) -> Vec<(Form, Zeroizing<String>)> {
    password_forms(password).map(|form| (form.kind(), Zeroizing::new(form.as_str().into()))).collect()
}
