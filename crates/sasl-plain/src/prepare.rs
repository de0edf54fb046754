//! The preparation of names before their lookup (RFC 4616 section 2). The verifier prepares passwords.
use alloc::borrow::Cow;
use sasl_core::Error;

/// Normalizes a login name to NFC. The directory does the rest.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Error> {
    const UNFIT: Error = Error::peer("the name is empty or contains characters that are not allowed");
    precis_normalize::login_name(name).map_err(|_| UNFIT)
}

/// Returns whether a client can send this name. It is sent as typed; the server prepares it.
pub(crate) fn is_typed_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(char::is_control)
}

/// Returns whether a client can send this password.
pub(crate) fn is_typed_password(password: &str) -> bool {
    !password.is_empty() && !password.contains('\0')
}
