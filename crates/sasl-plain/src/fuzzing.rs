//! PLAIN's message there and back, and the texts of ANONYMOUS and LOGIN, for the fuzz targets.
use crate::{anonymous::AnonymousClient, login, plain::message::Fields};

/// What has been read and is written again reads the same. Was it accepted?
pub fn plain(message: &[u8]) -> bool {
    let Ok(read) = Fields::read(message) else { return false };
    // A server reads names that it then refuses, and a client does not write them.
    if let Some(written) = read.write() {
        assert_eq!(*written, message, "written otherwise than it was read");
    }
    true
}

/// What a client may say of itself has the length and the characters that a server takes. Was it a trace?
pub fn trace(text: &[u8]) -> bool {
    let Ok(text) = core::str::from_utf8(text) else { return false };
    let is_trace = !text.is_empty() && AnonymousClient::new().tracing(text).is_ok();
    if is_trace {
        assert!(text.chars().count() <= 255, "longer than a trace may be");
        assert!(!text.chars().any(char::is_control), "a control character in a trace");
    }
    is_trace
}

/// A prompt asks for the name or for the password, never for both. Does it ask for either?
pub fn prompt(text: &[u8]) -> bool {
    let asks = [login::prompt::asks_for_a_name(text), login::prompt::asks_for_a_password(text)];
    assert_ne!(asks, [true, true], "a prompt for both");
    asks.contains(&true)
}
