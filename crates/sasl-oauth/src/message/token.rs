//! `auth` and its value: `"Bearer" 1*SP token` (RFC 6750 section 2.1)
use super::FORM;
use sasl_core::Error;

/// What stands before a token.
pub(super) const SCHEME: &str = "Bearer ";

/// The token. An empty value is the question what token would do.
pub(super) fn read(auth: &str) -> Result<&str, Error> {
    if auth.is_empty() {
        return Ok(auth);
    }
    let (scheme, rest) = auth.split_at_checked(SCHEME.len()).ok_or(FORM)?;
    let token = rest.trim_start_matches(' ');
    if scheme.eq_ignore_ascii_case(SCHEME) && is_token(token) { Ok(token) } else { Err(FORM) }
}

/// RFC 6750 allows fewer characters than some issuers use; none of them uses spaces or what is not ASCII.
pub(super) fn is_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|c| c.is_ascii_graphic())
}
