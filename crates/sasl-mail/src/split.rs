//! Functions to split a line.
use core::str;

/// Splits the line at the first such octet.
pub(crate) fn once(line: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let mut parts = line.splitn(2, |octet| *octet == at);
    Some((parts.next()?, parts.next()?))
}

/// Splits the line after its first word and the space.
pub(crate) fn word(line: &[u8]) -> (&[u8], &[u8]) {
    once(line, b' ').unwrap_or((line, b""))
}

/// Parses `["[" code "]" SP] [text]` (RFC 9051 section 9, RFC 2449 section 8). Returns the code, if there is one,
/// and the text.
pub(crate) fn response_code(text: &[u8]) -> (Option<&[u8]>, &[u8]) {
    match text.strip_prefix(b"[").and_then(|inner| once(inner, b']')) {
        Some((code, text)) => (Some(code), text.strip_prefix(b" ").unwrap_or(text)),
        None => (None, text),
    }
}

/// Parses `1*3digit`.
pub(crate) fn number(digits: &[u8]) -> Option<u16> {
    let well_formed = (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    str::from_utf8(digits).ok().filter(|_| well_formed)?.parse().ok()
}
