//! The result of a handshake for a client's key, for all TLS libraries.
use crate::{error::KeyError, fingerprint::Fingerprint, possession::Claim, spki::Spki};
use core::fmt;

/// The key of a connection's client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum ClientKey {
    /// The client presented no key.
    Absent,
    /// The client presented a key that cannot be used, for this reason. Possession may not be proved, so such a
    /// key is never an identity, and only the reason is kept.
    Unusable(KeyError),
    /// The client proved possession of this key.
    Proved(ProvedKey),
}

/// A key whose possession was proved to this server, in this handshake or in the resumed one. Only the
/// `client_key` functions create it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedKey {
    spki: Spki,
    resumed: bool,
}

/// The error for a call before the end of the handshake. In a resumed handshake the key is known earlier, before
/// anything is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandshakeNotComplete;

impl ClientKey {
    /// Returns the key, if one was proved.
    pub fn proved(&self) -> Option<&ProvedKey> {
        match self {
            Self::Absent | Self::Unusable(_) => None,
            Self::Proved(key) => Some(key),
        }
    }
}

impl ProvedKey {
    /// Creates a key after the end of a handshake.
    pub(crate) fn new(spki: Spki, resumed: bool) -> Self {
        Self { spki, resumed }
    }

    /// Returns the public key.
    pub fn spki(&self) -> &Spki {
        &self.spki
    }

    /// Returns the fingerprint for the lookup.
    pub fn fingerprint(&self) -> Fingerprint {
        self.spki.fingerprint()
    }

    /// Returns whether the session was resumed. The client then has the session's ticket, but not necessarily the
    /// key.
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// Returns a claim for registration that this connection proves. Returns `None` if the session was resumed,
    /// because a ticket does not prove possession of the key.
    pub fn claim(&self) -> Option<Claim> {
        (!self.resumed).then(|| Claim::proved(self.spki.clone()))
    }
}

impl fmt::Display for HandshakeNotComplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the TLS handshake is not complete")
    }
}

impl core::error::Error for HandshakeNotComplete {}
