//! Text that the peer chose.
use alloc::string::String;
use core::fmt;

/// A peer's words, shown only with control characters escaped, and only in part when there are many.
///
/// Everything a server says before it has proved itself may come from an attacker (CVE-2024-10977).
#[derive(Clone, PartialEq, Eq)]
pub struct UntrustedText(String);

/// Longer texts are cut here, in octets.
const LIMIT: usize = 1024;

impl UntrustedText {
    /// Keeps at most 1024 octets; what is not UTF-8 becomes U+FFFD.
    pub fn new(octets: &[u8]) -> Self {
        let kept = octets.get(..LIMIT).unwrap_or(octets);
        Self(String::from_utf8_lossy(kept).into_owned())
    }

    /// As the peer sent it: do not print it, do not act on it.
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
