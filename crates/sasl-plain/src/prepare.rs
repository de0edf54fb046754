//! Names before they are looked up (RFC 4616 section 2). Passwords are prepared by what checks them.
use alloc::borrow::Cow;
use sasl_core::Error;

/// NFC. The rest is the directory's affair.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Error> {
    const UNFIT: Error = Error::peer("a name that cannot be prepared");
    precis_normalize::login_name(name).map_err(|_| UNFIT)
}

/// Can a client send this as a name? It is sent as it was typed: the server prepares it.
pub(crate) fn is_typed_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(char::is_control)
}

/// Can a client send this as a password?
pub(crate) fn is_typed_password(password: &str) -> bool {
    !password.is_empty() && !password.contains('\0')
}
