//! Whose key a connection has proved.
use super::verifiable::Verifiable;
use crate::proved::{ClientKey, HandshakeNotComplete, ProvedKey};
use rustls::{HandshakeKind, server::ServerConnection};

/// The key of a connection's client, once the handshake is over. Look it up, on every connection: the verifier never
/// runs on a resumed one.
///
/// The handshake has verified a signature only if the key can count by the [`Verifiable`] of the connection's provider;
/// every other key is [`ClientKey::Unusable`].
///
/// Being asked for a key does not mean having one, even where a configuration demands it: a session may come from
/// another configuration that shares its storage.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_key(
    connection: &ServerConnection,
    verifiable: Verifiable,
) -> Result<ClientKey, HandshakeNotComplete> {
    let kind = connection.handshake_kind();
    if connection.is_handshaking() || kind.is_none() {
        return Err(HandshakeNotComplete);
    }
    let leaf = connection.peer_certificates().and_then(<[_]>::first);
    Ok(match leaf.map(|leaf| verifiable.key(leaf)) {
        Some(Ok(spki)) => ClientKey::Proved(ProvedKey::new(spki, kind == Some(HandshakeKind::Resumed))),
        Some(Err(why)) => ClientKey::Unusable(why),
        None => ClientKey::Absent,
    })
}
