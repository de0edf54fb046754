//! The certificates that a connection's client has presented.
use crate::{proved::HandshakeNotComplete, proved_chain::ProvedChain, spki::Spki};
use rustls::server::ServerConnection;

/// The certificates of a connection's client, once the handshake is over: for those who know people by the names that an
/// authority has certified ([`ca`](crate::ca)). `None` where it has presented none, and where it has presented a bare key.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_chain(connection: &ServerConnection) -> Result<Option<ProvedChain>, HandshakeNotComplete> {
    if connection.is_handshaking() || connection.handshake_kind().is_none() {
        return Err(HandshakeNotComplete);
    }
    let chain = connection.peer_certificates().unwrap_or_default();
    let is_certificate = chain.first().is_some_and(|leaf| Spki::from_certificate(leaf).is_ok());
    Ok(is_certificate
        .then(|| ProvedChain::new(chain.iter().map(|certificate| certificate.to_vec()).collect())))
}
