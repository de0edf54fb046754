//! What a handshake has proved of a client's key, whichever library has carried it out.
use crate::{error::KeyError, fingerprint::Fingerprint, possession::Claim, spki::Spki};
use core::fmt;

/// The key of a connection's client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum ClientKey {
    /// It has presented none.
    Absent,
    /// It has presented one that cannot count, for this reason. Possession may not have been proved: such a key is never an
    /// identity, and none of it is kept but the reason.
    Unusable(KeyError),
    /// It has this one.
    Proved(ProvedKey),
}

/// A key whose possession was proved to this server: in this handshake, or in the one that is resumed. Only the
/// `client_key` of a stack makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedKey {
    spki: Spki,
    resumed: bool,
}

/// It was asked too early. In a resumed handshake the key stands there already, and nobody has proved anything yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandshakeNotComplete;

impl ClientKey {
    /// The key, if there is one.
    pub fn proved(&self) -> Option<&ProvedKey> {
        match self {
            Self::Absent | Self::Unusable(_) => None,
            Self::Proved(key) => Some(key),
        }
    }
}

impl ProvedKey {
    /// Only for whoever has seen the end of a handshake.
    pub(crate) fn new(spki: Spki, resumed: bool) -> Self {
        Self { spki, resumed }
    }

    /// The key.
    pub fn spki(&self) -> &Spki {
        &self.spki
    }

    /// What to look it up by.
    pub fn fingerprint(&self) -> Fingerprint {
        self.spki.fingerprint()
    }

    /// The session was resumed: whoever had its ticket is here, with or without the key.
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// To register it: this connection is the proof. `None` if the session was resumed, because a ticket proves
    /// nothing about the key.
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
