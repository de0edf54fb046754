//! Names and passwords before they go into a hash.
//!
//! Until they are prepared as RFC 5802 section 5.1 asks (SASLprep) and as other clients do, only ASCII is taken:
//! every preparation leaves that as it is. Nothing stands in for a preparation.
use crate::error::Fault;
use alloc::borrow::Cow;

/// A login name, as the directory is asked for it.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Fault> {
    let is_plain = !name.is_empty() && name.bytes().all(|c| matches!(c, b' '..=b'~'));
    if is_plain { Ok(Cow::Borrowed(name)) } else { Err(Fault::Name) }
}

/// A password, as it goes into the hash.
pub(crate) fn password(password: &str) -> Option<Cow<'_, str>> {
    let is_plain = !password.is_empty() && password.bytes().all(|c| matches!(c, b' '..=b'~'));
    is_plain.then_some(Cow::Borrowed(password))
}
