//! The certificates that a client has presented, with its key proved, whichever library has carried the handshake out.
use alloc::vec::Vec;
use core::fmt;

/// A client's certificates in DER, leaf first, whose key was proved to this server: in this handshake, or in the one
/// that is resumed. Only the `client_chain` of a stack makes it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ProvedChain(Vec<Vec<u8>>);

impl ProvedChain {
    /// Only for whoever has seen the end of a handshake.
    pub(crate) const fn new(certificates: Vec<Vec<u8>>) -> Self {
        Self(certificates)
    }

    /// The certificates, leaf first.
    pub fn certificates(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl fmt::Debug for ProvedChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProvedChain({})", self.0.len())
    }
}
