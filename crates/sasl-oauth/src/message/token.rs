//! `auth` and its value: `"Bearer" 1*SP token` (RFC 6750 section 2.1)
use super::FORM;
use sasl_core::Error;

/// The prefix of a token.
pub(super) const SCHEME: &str = "Bearer ";

/// Reads the token. An empty value requests the requirements of a token (RFC 7628 section 4.3).
pub(super) fn read(auth: &str) -> Result<&str, Error> {
    if auth.is_empty() {
        return Ok(auth);
    }
    let (scheme, rest) = auth.split_at_checked(SCHEME.len()).ok_or(FORM)?;
    let token = rest.trim_start_matches(' ');
    if scheme.eq_ignore_ascii_case(SCHEME) && is_token(token) { Ok(token) } else { Err(FORM) }
}

/// Accepts more characters than RFC 6750 allows, because some issuers use them. Spaces and characters outside of
/// ASCII do not occur.
pub(super) fn is_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|c| c.is_ascii_graphic())
}
