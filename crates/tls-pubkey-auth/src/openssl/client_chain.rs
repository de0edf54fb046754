//! The certificates of a connection's client.
use crate::{proved::HandshakeNotComplete, proved_chain::ProvedChain, spki::Spki};
use alloc::vec::Vec;
use openssl::ssl::SslRef;

/// Returns the certificates of a server's client after the handshake, for sites that identify clients by certified
/// names. Returns `None` if the client presented none. For a resumed session OpenSSL stores only the leaf.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake, and at a client's end.
pub fn client_chain(ssl: &SslRef) -> Result<Option<ProvedChain>, HandshakeNotComplete> {
    if !ssl.is_init_finished() || !ssl.is_server() {
        return Err(HandshakeNotComplete);
    }
    let leaf = ssl.peer_certificate().and_then(|leaf| leaf.to_der().ok());
    let Some(leaf) = leaf.filter(|leaf| Spki::from_certificate(leaf).is_ok()) else { return Ok(None) };
    // At a server's end the list does not contain the leaf.
    let others =
        ssl.peer_cert_chain().into_iter().flatten().map_while(|certificate| certificate.to_der().ok());
    let chain: Vec<_> = [leaf].into_iter().chain(others).collect();
    Ok(Some(ProvedChain::new(chain)))
}
