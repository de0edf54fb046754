//! Identities that were proved beneath SASL: what EXTERNAL stands on (RFC 4422 appendix A).
use alloc::string::String;
use core::fmt;

/// How the layer beneath proved an identity.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A TLS client key that the directory knows.
    TlsKey,
    /// A TLS client certificate from an accepted authority.
    TlsCertificate,
    /// The credentials that the system gives for the peer of a Unix socket.
    UnixPeer,
}

/// An identity that was proved beneath SASL *and* that the directory knows.
///
/// It is made by the code that has verified it and looked it up, never from anything that a client wrote
/// (CVE-2016-7142): [`ExternalIdentity::proved`] is the one door, and a test of this workspace lists everybody
/// who goes through it.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalIdentity {
    proof: Proof,
    name: String,
}

impl ExternalIdentity {
    /// State that the layer beneath has proved this login name, and that the account may log in that way.
    /// Call it only with the result of a lookup for a verified key, certificate or peer.
    pub fn proved(proof: Proof, name: impl Into<String>) -> Self {
        Self { proof, name: name.into() }
    }

    /// How it was proved.
    pub const fn proof(&self) -> Proof {
        self.proof
    }

    /// The login name that it stands for.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for ExternalIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalIdentity({:?}, ..)", self.proof)
    }
}
