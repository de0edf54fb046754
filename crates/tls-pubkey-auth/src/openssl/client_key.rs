//! Whose key a connection has proved.
use crate::{
    certificate::MAX_CHAIN,
    proved::{ClientKey, HandshakeNotComplete, ProvedKey},
    spki::Spki,
};
use openssl::ssl::SslRef;

/// The key of a server's client, once the handshake is over. Look it up, on every connection.
///
/// OpenSSL has checked that the client can sign by the key of its certificate; that this key is of a kind that counts
/// is checked here, because a configuration that is not [`Listener`](super::Listener)'s may let others through.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake, and at a client's end.
pub fn client_key(ssl: &SslRef) -> Result<ClientKey, HandshakeNotComplete> {
    if !ssl.is_init_finished() || !ssl.is_server() {
        return Err(HandshakeNotComplete);
    }
    // At a server's end the leaf is not among them. OpenSSL itself has a limit for their length, 100 kB.
    let beside = ssl.peer_cert_chain().map_or(0, |chain| chain.len());
    let leaf = ssl.peer_certificate().filter(|_| beside < MAX_CHAIN).and_then(|leaf| leaf.to_der().ok());
    Ok(match leaf.map(|leaf| Spki::from_certificate(&leaf)) {
        Some(Ok(spki)) => ClientKey::Proved(ProvedKey::new(spki, ssl.session_reused())),
        Some(Err(_)) | None => ClientKey::Absent,
    })
}
