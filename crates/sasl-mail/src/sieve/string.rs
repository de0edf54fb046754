//! Messages as strings: quoted if they are short enough, otherwise literal (RFC 5804 section 4).
use super::words::{Text, Word, Words};
use crate::{base64, limits::SIEVE_QUOTED};
use alloc::{format, string::String};

/// The end that writes a literal, which determines the suffix of its number.
#[derive(Clone, Copy)]
pub(super) enum End {
    Client,
    Server,
}

/// Returns the text before and after the base64.
fn frame(message: &[u8], end: End) -> (String, &'static str) {
    let length = base64::length(message.len());
    match end {
        _ if length <= SIEVE_QUOTED => ("\"".into(), "\""),
        End::Client => (format!("{{{length}+}}\r\n"), ""),
        End::Server => (format!("{{{length}}}\r\n"), ""),
    }
}

/// Returns the length of the string.
pub(super) fn length(message: &[u8], end: End) -> usize {
    let (before, behind) = frame(message, end);
    base64::length(message.len()).saturating_add(before.len()).saturating_add(behind.len())
}

/// Appends a message. If it is secret, the text needs a free capacity of [`length`].
pub(super) fn push(text: &mut String, message: &[u8], end: End) {
    let (before, behind) = frame(message, end);
    text.push_str(&before);
    base64::push(text, message);
    text.push_str(behind);
}

/// Returns the only string of a line.
pub(super) fn alone(line: &[u8]) -> Option<Text<'_>> {
    let mut words = Words::of(line);
    match (words.next(), words.next()) {
        (Some(Ok(Word::Text(text))), None) => Some(text),
        _ => None,
    }
}
