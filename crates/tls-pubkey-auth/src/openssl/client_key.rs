//! The proved key of a connection's client.
use crate::{
    certificate::MAX_CHAIN,
    error::KeyError,
    proved::{ClientKey, HandshakeNotComplete, ProvedKey},
    spki::Spki,
};
use openssl::ssl::SslRef;

/// Returns the key of a server's client after the handshake. Look it up on every connection.
///
/// OpenSSL has verified a signature by the key of the certificate. This function decides, after the handshake,
/// whether the key counts. A connection with a key that does not count continues as one without a key.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake, and at a client's end.
pub fn client_key(ssl: &SslRef) -> Result<ClientKey, HandshakeNotComplete> {
    if !ssl.is_init_finished() || !ssl.is_server() {
        return Err(HandshakeNotComplete);
    }
    // At a server's end the list does not contain the leaf. OpenSSL limits its length to 100 kB.
    let beside = ssl.peer_cert_chain().map_or(0, |chain| chain.len());
    let Some(leaf) = ssl.peer_certificate() else { return Ok(ClientKey::Absent) };
    let spki = match leaf.to_der() {
        _ if beside >= MAX_CHAIN => Err(KeyError::TooLong),
        Ok(leaf) => Spki::from_certificate(&leaf),
        Err(_) => Err(KeyError::NotACertificate),
    };
    Ok(match spki {
        Ok(spki) => ClientKey::Proved(ProvedKey::new(spki, ssl.session_reused())),
        Err(why) => ClientKey::Unusable(why),
    })
}
