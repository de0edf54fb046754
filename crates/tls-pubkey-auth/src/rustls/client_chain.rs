//! The certificates of a connection's client.
use super::verifiable::Verifiable;
use crate::{proved::HandshakeNotComplete, proved_chain::ProvedChain, spki::is_public_key};
use rustls::server::ServerConnection;

/// Returns the certificates of a connection's client after the handshake, for sites that identify clients by
/// certified names ([`ca`](crate::ca)).
///
/// Returns `None` if the client presented none or presented a raw public key. It also returns `None` if the key of
/// the leaf cannot be used ([`ClientKey::Unusable`](crate::ClientKey::Unusable)), because nothing is proved in
/// that case.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_chain(
    connection: &ServerConnection,
    verifiable: Verifiable,
) -> Result<Option<ProvedChain>, HandshakeNotComplete> {
    if connection.is_handshaking() || connection.handshake_kind().is_none() {
        return Err(HandshakeNotComplete);
    }
    let chain = connection.peer_certificates().unwrap_or_default();
    let counts = |leaf: &[u8]| !is_public_key(leaf) && verifiable.key(leaf).is_ok();
    let is_proved = chain.first().is_some_and(|leaf| counts(leaf));
    Ok(is_proved.then(|| ProvedChain::new(chain.iter().map(|certificate| certificate.to_vec()).collect())))
}
