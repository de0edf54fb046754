//! Whose key a connection has proved.
use crate::{
    certificate::MAX_CHAIN,
    error::KeyError,
    proved::{ClientKey, HandshakeNotComplete, ProvedKey},
    spki::Spki,
};
use openssl::ssl::SslRef;

/// The key of a server's client, once the handshake is over. Look it up, on every connection.
///
/// OpenSSL has checked that the client can sign by the key of its certificate. Whether this key counts is decided here, after
/// the handshake: one that does not leaves the connection as it is without one.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake, and at a client's end.
pub fn client_key(ssl: &SslRef) -> Result<ClientKey, HandshakeNotComplete> {
    if !ssl.is_init_finished() || !ssl.is_server() {
        return Err(HandshakeNotComplete);
    }
    // At a server's end the leaf is not among them. OpenSSL itself has a limit for their length, 100 kB.
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
