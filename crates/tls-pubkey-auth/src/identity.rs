//! Who the client of a TLS connection is, as far as TLS tells.
use crate::fingerprint::Fingerprint;
use alloc::string::String;
use core::fmt;

/// What a directory is asked for: a key that somebody has registered, or a name that an authority has certified.
///
/// The two are never mixed. A site that uses both asks for the key first, and a certificate that an authority vouches
/// for is not taken for a key when its name leads nowhere.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A key, whatever it came in.
    PublicKey(Fingerprint),
    /// A name, and who says that it is the client's.
    Certificate(CertifiedName),
}

/// A name that an authority has certified. Two authorities may give one name to two people, so it is the two together
/// that mean somebody.
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

    /// Of the authority's key. It stays the same when the authority renews its certificate.
    pub const fn anchor(&self) -> Fingerprint {
        self.anchor
    }

    /// The name: of an address the domain is in lower case, all else is as it stood in the certificate. It is for the
    /// directory to say which account that is.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<CertifiedName> for Identity {
    fn from(name: CertifiedName) -> Self {
        Self::Certificate(name)
    }
}

/// Whose word it is; the name came from a peer.
impl fmt::Debug for CertifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertifiedName").field("anchor", &self.anchor).finish_non_exhaustive()
    }
}
