//! Identities that were proved outside of SASL, for EXTERNAL (RFC 4422 appendix A).
use alloc::string::String;
use core::fmt;

/// The way in which the lower layer proved an identity.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A TLS client key that the directory knows.
    TlsKey,
    /// A TLS client certificate from an accepted certificate authority.
    TlsCertificate,
    /// The peer credentials of a Unix socket, from the operating system.
    UnixPeer,
}

/// An identity that was proved outside of SASL *and* that the directory knows.
///
/// Only code that has verified the identity and looked it up may create one, never from data that a client sent
/// (CVE-2016-7142). [`ExternalIdentity::proved`] is the only constructor, and a test of this workspace lists all
/// its callers.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalIdentity {
    proof: Proof,
    name: String,
}

impl ExternalIdentity {
    /// Asserts that the lower layer proved this login name and that the account allows this kind of login. Call it
    /// only with the result of a lookup for a verified key, certificate or peer.
    pub fn proved(proof: Proof, name: impl Into<String>) -> Self {
        Self { proof, name: name.into() }
    }

    /// Returns the way in which the identity was proved.
    pub const fn proof(&self) -> Proof {
        self.proof
    }

    /// Returns the login name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for ExternalIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalIdentity({:?}, ..)", self.proof)
    }
}
