//! The secret of a directory.
use core::fmt;
use zeroize::Zeroizing;

/// The secret that makes unknown users indistinguishable from accounts: 32 random octets, the same on every
/// machine that serves the directory, and as long-lived as its accounts.
#[derive(Clone)]
pub struct DirectorySecret(Zeroizing<[u8; 32]>);

impl DirectorySecret {
    /// Creates the secret from these octets.
    pub fn new(octets: [u8; 32]) -> Self {
        Self(Zeroizing::new(octets))
    }

    pub(crate) fn array(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for DirectorySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DirectorySecret(..)")
    }
}
