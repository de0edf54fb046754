//! The certificates that a connection's client has presented.
use super::verifiable::Verifiable;
use crate::{proved::HandshakeNotComplete, proved_chain::ProvedChain, spki::is_public_key};
use rustls::server::ServerConnection;

/// The certificates of a connection's client, once the handshake is over: for those who know people by the names that an
/// authority has certified ([`ca`](crate::ca)). `None` where it has presented none, where it has presented a bare key, and where the leaf's key
/// cannot count ([`ClientKey::Unusable`](super::ClientKey::Unusable)), because nothing has been proved then.
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
