//! The host name in a challenge.
use alloc::boxed::Box;
use core::fmt;

/// A host name for the part of a challenge behind the `@` (RFC 2195 section 2). Clients do not check it.
///
/// ```
/// use sasl_crammd5::{Host, HostRefused};
/// assert!(Host::new("mail.example.org").is_ok() && Host::new("[192.0.2.1]").is_ok());
/// assert_eq!(Host::new("a>b").unwrap_err(), HostRefused);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(Box<str>);

/// The error for a text that is not a host name or is too long for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostRefused;

impl Host {
    /// Parses a name of letters, digits, hyphens and dots, or an address in brackets.
    ///
    /// # Errors
    /// [`HostRefused`] for any other text, for an empty text, and for more than 255 octets.
    pub fn new(name: &str) -> Result<Self, HostRefused> {
        let fits = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.' | b'_' | b'[' | b']' | b':');
        let host = (1..=255).contains(&name.len()) && name.bytes().all(fits);
        if host { Ok(Self(name.into())) } else { Err(HostRefused) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a valid host name")
    }
}

impl core::error::Error for HostRefused {}
