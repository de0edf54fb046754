//! What a directory keeps secret for its decoys.
use core::fmt;
use zeroize::Zeroizing;

/// What a directory keeps secret so that its unknown users cannot be told from its accounts: 32 random octets,
/// the same on every machine that serves the directory, kept as long as its accounts.
#[derive(Clone)]
pub struct DirectorySecret(Zeroizing<[u8; 32]>);

impl DirectorySecret {
    /// These octets.
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
