//! Names and passwords before they are looked up or go into a hash (RFC 5802 section 5.1).
use crate::error::Fault;
use alloc::{borrow::Cow, string::String, vec::Vec};
use precis_normalize::{Error, Profile, Unassigned, password_forms, saslprep};
use zeroize::Zeroizing;

pub(crate) use precis_normalize::PasswordFormKind as Form;

/// A login name as the directory is asked for it: NFC. The rest is the directory's affair.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Fault> {
    precis_normalize::login_name(name).map_err(|_| Fault::Name)
}

/// A login name as a client sends it: SASLprep for query strings, so that a name with characters newer than that
/// is sent as well.
pub(crate) fn query_name(name: &str) -> Result<Cow<'_, str>, Error> {
    saslprep(name, Unassigned::Allow)
}

/// A password that is being set.
pub(crate) fn new_password(password: &str) -> Result<(), Error> {
    Profile::OpaqueString.enforce_secret(password).map(drop)
}

/// The form of a password that this client uses. None of an empty one.
pub(crate) fn first_form(password: &str) -> Option<Zeroizing<String>> {
    // Whoever has kept its keys has none.
    let form = if password.is_empty() { None } else { password_forms(password).next() };
    form.map(|form| Zeroizing::new(form.as_str().into()))
}

/// The forms of a password that clients may use, the one that this client uses first. None of an empty one.
pub(crate) fn forms(password: &str) -> Vec<(Form, Zeroizing<String>)> {
    password_forms(password).map(|form| (form.kind(), Zeroizing::new(form.as_str().into()))).collect()
}
