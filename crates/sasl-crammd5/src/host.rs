//! The name of the host in a challenge.
use alloc::boxed::Box;
use core::fmt;

/// A host's name, as it stands behind the `@` of every challenge (RFC 2195 section 2). Clients do not look at it.
///
/// ```
/// use sasl_crammd5::{Host, HostRefused};
/// assert!(Host::new("mail.example.org").is_ok() && Host::new("[192.0.2.1]").is_ok());
/// assert_eq!(Host::new("a>b").unwrap_err(), HostRefused);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(Box<str>);

/// It is not the name of a host, or longer than one can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostRefused;

impl Host {
    /// A name of letters, digits, hyphens and dots, or an address in brackets.
    ///
    /// # Errors
    /// [`HostRefused`] for anything else, for nothing, and for more than 255 octets.
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
        f.write_str("not the name of a host")
    }
}

impl core::error::Error for HostRefused {}
