//! The certificates that a connection's client has presented.
use crate::{proved::HandshakeNotComplete, proved_chain::ProvedChain, spki::Spki};
use alloc::vec::Vec;
use openssl::ssl::SslRef;

/// The certificates of a server's client, once the handshake is over: for those who know people by the names that an
/// authority has certified. `None` where it has presented none. Of a session that is resumed OpenSSL remembers the leaf
/// alone.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake, and at a client's end.
pub fn client_chain(ssl: &SslRef) -> Result<Option<ProvedChain>, HandshakeNotComplete> {
    if !ssl.is_init_finished() || !ssl.is_server() {
        return Err(HandshakeNotComplete);
    }
    let leaf = ssl.peer_certificate().and_then(|leaf| leaf.to_der().ok());
    let Some(leaf) = leaf.filter(|leaf| Spki::from_certificate(leaf).is_ok()) else { return Ok(None) };
    // At a server's end it is without the leaf.
    let others =
        ssl.peer_cert_chain().into_iter().flatten().map_while(|certificate| certificate.to_der().ok());
    let chain: Vec<_> = [leaf].into_iter().chain(others).collect();
    Ok(Some(ProvedChain::new(chain)))
}
