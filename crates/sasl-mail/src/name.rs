//! Mechanism names (RFC 4422 section 3.1) on their way from the wire.
use alloc::string::String;
use core::str;
use sasl_core::mechanism::is_mechanism_name;

/// A word of a server's list, in upper case; `None` if it is no name in any case.
pub(crate) fn read(word: &[u8]) -> Option<String> {
    let name = str::from_utf8(word).ok()?.to_ascii_uppercase();
    is_mechanism_name(&name).then_some(name)
}
