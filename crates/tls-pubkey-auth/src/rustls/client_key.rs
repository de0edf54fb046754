//! Whose key a connection has proved.
use crate::{fingerprint::Fingerprint, possession::Claim, spki::Spki};
use core::fmt;
use rustls::{HandshakeKind, server::ServerConnection};

/// The key of a connection's client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum ClientKey {
    /// It has presented none, or none that can be used.
    Absent,
    /// It has this one.
    Proved(ProvedKey),
}

/// A key whose possession was proved to this server: in this handshake, or in the one that is resumed. Only
/// [`client_key`] makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedKey {
    spki: Spki,
    resumed: bool,
}

/// It was asked too early. In a resumed handshake the key stands there already, and nobody has proved anything yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandshakeNotComplete;

/// The key of a connection's client, once the handshake is over. Look it up, on every connection: the verifier never
/// runs on a resumed one.
///
/// Being asked for a key does not mean having one, even where a configuration demands it: a session may come from
/// another configuration that shares its storage.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_key(connection: &ServerConnection) -> Result<ClientKey, HandshakeNotComplete> {
    let kind = connection.handshake_kind();
    if connection.is_handshaking() || kind.is_none() {
        return Err(HandshakeNotComplete);
    }
    let leaf = connection.peer_certificates().and_then(<[_]>::first);
    // The verifier has read it already; a verifier of somebody else's may have let something through.
    Ok(match leaf.map(|leaf| Spki::from_peer(leaf)) {
        Some(Ok(spki)) => {
            ClientKey::Proved(ProvedKey { spki, resumed: kind == Some(HandshakeKind::Resumed) })
        }
        Some(Err(_)) | None => ClientKey::Absent,
    })
}

impl ClientKey {
    /// The key, if there is one.
    pub fn proved(&self) -> Option<&ProvedKey> {
        match self {
            Self::Absent => None,
            Self::Proved(key) => Some(key),
        }
    }
}

impl ProvedKey {
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
