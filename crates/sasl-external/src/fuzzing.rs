//! EXTERNAL's message there and back, for the fuzz target.
use crate::message;

/// What has been read is what was written. Was it accepted?
pub fn external(message: &[u8]) -> bool {
    let Ok(read) = message::read(message) else { return false };
    assert_eq!(read.unwrap_or_default().as_bytes(), message, "written otherwise than it was read");
    assert_ne!(read, Some(""), "an empty identity is none");
    read.is_none_or(message::is_identity)
}
