//! Names and passwords before they are looked up and checked (RFC 4616 section 2).
//!
//! Until they are prepared as the RFC asks, only ASCII is taken: every preparation leaves that as it is. Nothing
//! stands in for a preparation.
use sasl_core::Error;

/// Printable ASCII.
pub(crate) fn accept(text: &str) -> Result<&str, Error> {
    let is_plain = text.bytes().all(|c| matches!(c, b' '..=b'~'));
    if is_plain { Ok(text) } else { Err(Error::peer("PLAIN: a name or password that cannot be prepared")) }
}
