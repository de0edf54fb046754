//! Round trips of PLAIN's message, and the texts of ANONYMOUS and LOGIN, for the fuzz targets.
use crate::{anonymous::AnonymousClient, login, plain::message::Fields};

/// Asserts that a message that is read and written again is unchanged. Returns whether it was accepted.
pub fn plain(message: &[u8]) -> bool {
    let Ok(read) = Fields::read(message) else { return false };
    // A server also reads names that it then rejects; a client does not write those.
    if let Some(written) = read.write() {
        assert_eq!(*written, message, "the round trip changed it");
    }
    true
}

/// Asserts that accepted trace information has a valid length and valid characters. Returns whether it was
/// accepted.
pub fn trace(text: &[u8]) -> bool {
    let Ok(text) = core::str::from_utf8(text) else { return false };
    let is_trace = !text.is_empty() && AnonymousClient::new().tracing(text).is_ok();
    if is_trace {
        assert!(text.chars().count() <= 255, "longer than a trace may be");
        assert!(!text.chars().any(char::is_control), "a control character in a trace");
    }
    is_trace
}

/// Asserts that a prompt asks for the name or the password and never for both. Returns whether it asks for either.
pub fn prompt(text: &[u8]) -> bool {
    let asks = [login::prompt::asks_for_a_name(text), login::prompt::asks_for_a_password(text)];
    assert_ne!(asks, [true, true], "a prompt for both");
    asks.contains(&true)
}
