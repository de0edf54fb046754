//! Text from the peer.
use alloc::string::String;
use core::fmt;

/// Text from the peer. It is displayed with control characters escaped, and truncated if it is long.
///
/// All text that a server sends before it has proved itself can come from an attacker (CVE-2024-10977).
#[derive(Clone, PartialEq, Eq)]
pub struct UntrustedText(String);

/// The maximum length in octets. Longer texts are truncated.
const LIMIT: usize = 1024;

impl UntrustedText {
    /// Creates the text from at most 1024 octets. Invalid UTF-8 is replaced by U+FFFD.
    pub fn new(octets: &[u8]) -> Self {
        let kept = octets.get(..LIMIT).unwrap_or(octets);
        Self(String::from_utf8_lossy(kept).into_owned())
    }

    /// Returns the text as the peer sent it. Do not print it and do not act on it.
    pub fn as_untrusted_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UntrustedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            ' '..='~' => fmt::Write::write_char(f, c),
            _ => write!(f, "{}", c.escape_unicode()),
        })
    }
}

impl fmt::Debug for UntrustedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UntrustedText({self})")
    }
}
