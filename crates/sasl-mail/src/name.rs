//! Mechanism names (RFC 4422 section 3.1) on their way to and from the wire.
use alloc::string::String;
use core::str;

/// `sasl-mech = 1*20mech-char`, with `mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE`.
pub(crate) fn is_valid(name: &str) -> bool {
    (1..=20).contains(&name.len())
        && name.bytes().all(|c| matches!(c, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_'))
}

/// A word of a server's list, in upper case; `None` if it is no name in any case.
pub(crate) fn read(word: &[u8]) -> Option<String> {
    let name = str::from_utf8(word).ok()?.to_ascii_uppercase();
    is_valid(&name).then_some(name)
}
