//! Mechanism names (RFC 4422 section 3.1) as received.
use alloc::string::String;
use core::str;
use sasl_core::mechanism::is_mechanism_name;

/// Converts a word of a server's list to upper case. Returns `None` if it is not a valid name.
pub(crate) fn read(word: &[u8]) -> Option<String> {
    let name = str::from_utf8(word).ok()?.to_ascii_uppercase();
    is_mechanism_name(&name).then_some(name)
}
