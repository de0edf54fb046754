//! Mechanism names (RFC 4422 section 3.1).

/// `sasl-mech = 1*20mech-char`, with `mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE`.
pub(crate) fn is_valid(name: &str) -> bool {
    (1..=20).contains(&name.len())
        && name.bytes().all(|c| matches!(c, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_'))
}

/// Whole names, without regard to case: IMAP (RFC 9051) and SMTP (RFC 4954) compare them so.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
