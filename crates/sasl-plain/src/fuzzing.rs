//! PLAIN's message there and back, for the fuzz target.
use crate::plain::message::Fields;

/// What has been read and is written again reads the same. Was it accepted?
pub fn plain(message: &[u8]) -> bool {
    let Ok(read) = Fields::read(message) else { return false };
    // A server reads names that it then refuses, and a client does not write them.
    if let Some(written) = read.write() {
        assert_eq!(*written, message, "written otherwise than it was read");
    }
    true
}
