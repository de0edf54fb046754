//! Round trips of texts for the fuzz target: a text that is read and written again is unchanged.
//!
//! Each function returns whether the text was accepted.
use crate::{challenge, response::Response, stored::Stored};

/// Checks a client's response.
pub fn response(message: &[u8]) -> bool {
    let Ok(read) = Response::read(message) else { return false };
    assert_eq!(read.write().as_bytes(), message, "the round trip changed it");
    true
}

/// Checks a server's challenge.
pub fn challenge(message: &[u8]) -> bool {
    challenge::read(message).is_ok_and(|read| {
        assert!(read == message && message.is_ascii() && !message.contains(&b' '));
        true
    })
}

/// Checks a record's text.
pub fn stored(text: &[u8]) -> bool {
    let Ok(text) = core::str::from_utf8(text) else { return false };
    let Ok(stored) = Stored::parse(text) else { return false };
    let rest = |text: &str| text.split_once('}').map(|(_, rest)| alloc::string::String::from(rest));
    assert_eq!(rest(&stored.to_text()), rest(text), "the round trip changed it");
    true
}
