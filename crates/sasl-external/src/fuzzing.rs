//! The round trip of EXTERNAL's message, for the fuzz target.
use crate::message;

/// Asserts that a message that is read and written again is unchanged. Returns whether it was accepted.
pub fn external(message: &[u8]) -> bool {
    let Ok(read) = message::read(message) else { return false };
    assert_eq!(read.unwrap_or_default().as_bytes(), message, "the round trip changed it");
    assert_ne!(read, Some(""), "an empty identity is none");
    read.is_none_or(message::is_identity)
}
