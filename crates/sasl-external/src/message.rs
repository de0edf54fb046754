//! `external-initial-response = *( UTF8-char-no-nul )` (RFC 4422 appendix A.1)
use sasl_core::Error;

/// Reads the authorization identity; an empty message has none.
pub(crate) fn read(message: &[u8]) -> Result<Option<&str>, Error> {
    const FORM: Error = Error::peer("EXTERNAL: not UTF-8 without NUL");
    let identity = core::str::from_utf8(message).map_err(|_| FORM)?;
    if !is_identity(identity) {
        return Err(FORM);
    }
    Ok((!identity.is_empty()).then_some(identity))
}

/// Returns whether the identity has no NUL, which would truncate it where it is treated as a C string.
pub(crate) fn is_identity(text: &str) -> bool {
    !text.contains('\0')
}
