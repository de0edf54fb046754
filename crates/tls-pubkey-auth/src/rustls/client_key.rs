//! Whose key a connection has proved.
use crate::{
    proved::{ClientKey, HandshakeNotComplete, ProvedKey},
    spki::Spki,
};
use rustls::{HandshakeKind, server::ServerConnection};

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
        Some(Ok(spki)) => ClientKey::Proved(ProvedKey::new(spki, kind == Some(HandshakeKind::Resumed))),
        Some(Err(_)) | None => ClientKey::Absent,
    })
}
