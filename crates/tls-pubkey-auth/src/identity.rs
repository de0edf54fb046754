//! The identity of a TLS client, as far as TLS proves it.
use crate::fingerprint::Fingerprint;
use alloc::string::String;
use core::fmt;

/// The key for a directory lookup: a registered public key or a certified name.
///
/// The two are never mixed. A site that uses both looks up the key first. If a certified name has no account, its
/// certificate is not treated as a registered key.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A public key, from a certificate or raw.
    PublicKey(Fingerprint),
    /// A name and the authority that certified it.
    Certificate(CertifiedName),
}

/// A name that an authority has certified. Two authorities can certify one name for two persons, so only name and
/// authority together identify a client.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CertifiedName {
    anchor: Fingerprint,
    name: String,
}

impl CertifiedName {
    #[cfg(feature = "ca")]
    pub(crate) const fn new(anchor: Fingerprint, name: String) -> Self {
        Self { anchor, name }
    }

    /// Returns the fingerprint of the authority's key. It does not change when the authority renews its
    /// certificate.
    pub const fn anchor(&self) -> Fingerprint {
        self.anchor
    }

    /// Returns the name. For an address the domain is in lower case; all else is as in the certificate. The
    /// directory maps it to an account.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<CertifiedName> for Identity {
    fn from(name: CertifiedName) -> Self {
        Self::Certificate(name)
    }
}

/// Shows the authority only, because the name comes from the peer.
impl fmt::Debug for CertifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertifiedName").field("anchor", &self.anchor).finish_non_exhaustive()
    }
}
