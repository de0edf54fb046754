//! The proved key of a connection's client.
use super::verifiable::Verifiable;
use crate::proved::{ClientKey, HandshakeNotComplete, ProvedKey};
use rustls::{HandshakeKind, server::ServerConnection};

/// Returns the key of a connection's client after the handshake. Look it up on every connection, because the
/// verifier does not run on a resumed one.
///
/// The handshake has verified a signature only if the [`Verifiable`] of the connection's provider accepts the key.
/// Every other key is [`ClientKey::Unusable`].
///
/// A key can be absent even if the configuration requires one, because a session can come from another
/// configuration with the same session storage.
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
