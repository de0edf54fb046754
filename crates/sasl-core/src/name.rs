//! Mechanism names (RFC 4422 section 3.1).

/// Returns whether this is a valid mechanism name (RFC 4422 section 3.1).
///
/// `sasl-mech = 1*20mech-char`, with `mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE`.
///
/// ```
/// assert!(sasl_core::is_mechanism_name("SCRAM-SHA-256-PLUS"));
/// assert!(!sasl_core::is_mechanism_name("scram") && !sasl_core::is_mechanism_name(""));
/// ```
pub fn is_mechanism_name(name: &str) -> bool {
    (1..=20).contains(&name.len())
        && name.bytes().all(|c| matches!(c, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_'))
}

/// Compares whole names without regard to case, as IMAP (RFC 9051) and SMTP (RFC 4954) do.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || one.eq_ignore_ascii_case(other)
}
