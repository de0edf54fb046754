//! The certificates of a client whose key is proved, for all TLS libraries.
use alloc::vec::Vec;
use core::fmt;

/// A client's certificates in DER, leaf first. Possession of the leaf's key was proved to this server, in this
/// handshake or in the resumed one. Only the `client_chain` functions create it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ProvedChain(Vec<Vec<u8>>);

impl ProvedChain {
    /// Creates a chain after the end of a handshake.
    pub(crate) const fn new(certificates: Vec<Vec<u8>>) -> Self {
        Self(certificates)
    }

    /// Returns the certificates, leaf first.
    pub fn certificates(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl fmt::Debug for ProvedChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProvedChain({})", self.0.len())
    }
}
