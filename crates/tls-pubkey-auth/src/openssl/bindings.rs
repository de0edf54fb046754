//! The channel bindings of a connection, read once, directly after its handshake.
use crate::{
    bindings::{ConnectionBindings, Tls12Exporter},
    end_point::{EndPoint, tls_server_end_point},
    proved::HandshakeNotComplete,
};
use openssl::ssl::{SslRef, SslVersion};

/// The label of RFC 9266 section 4.2. The context is empty, which differs from no context under TLS 1.2.
const LABEL: &str = "EXPORTER-Channel-Binding";
/// The length in octets of the Finished message for all cipher suites of TLS 1.2 (RFC 5246 section 7.4.9).
const FINISHED: usize = 12;

/// Returns the channel bindings of a server's connection. The end point is that of the sent leaf certificate:
/// [`Listener::end_point`](super::Listener::end_point) or, with several certificates, [`sent_end_point`].
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn server_bindings(
    ssl: &SslRef,
    sent: Option<&EndPoint>,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    bindings(ssl, sent.cloned(), tls12)
}

/// Returns the channel bindings of a client's connection, from the leaf certificate that it received.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_bindings(
    ssl: &SslRef,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    let leaf = ssl.peer_certificate().and_then(|leaf| leaf.to_der().ok());
    bindings(ssl, leaf.and_then(|leaf| tls_server_end_point(&leaf)), tls12)
}

/// Returns the `tls-server-end-point` of the certificate that a server with several has chosen in this handshake.
///
/// Returns `None` if it is undefined, and for a resumed session: OpenSSL does not store which certificate the
/// session's first connection used.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn sent_end_point(ssl: &SslRef) -> Result<Option<EndPoint>, HandshakeNotComplete> {
    if !ssl.is_init_finished() {
        return Err(HandshakeNotComplete);
    }
    let chosen = ssl.certificate().filter(|_| !ssl.session_reused());
    let leaf = chosen.and_then(|leaf| leaf.to_der().ok());
    Ok(leaf.and_then(|leaf| tls_server_end_point(&leaf)))
}

fn bindings(
    ssl: &SslRef,
    server_end_point: Option<EndPoint>,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    if !ssl.is_init_finished() {
        return Err(HandshakeNotComplete);
    }
    let is_sound = is_sound_tls12(ssl);
    let exported = match ssl.version2() {
        Some(SslVersion::TLS1_3) => true,
        _ => is_sound && tls12 == Tls12Exporter::EmsRequired,
    };
    let exporter = exported.then(|| exporter(ssl)).flatten();
    let unique = is_sound.then(|| first_finished(ssl)).flatten();
    Ok(ConnectionBindings { exporter, unique, server_end_point })
}

/// Returns whether this is TLS 1.2 with an extended master secret (RFC 7627). Without one an attacker in the
/// middle can create two connections with the same value. OpenSSL also returns an answer under TLS 1.3, which is
/// meaningless.
fn is_sound_tls12(ssl: &SslRef) -> bool {
    ssl.version2() == Some(SslVersion::TLS1_2) && ssl.extms_support() == Some(true)
}

fn exporter(ssl: &SslRef) -> Option<[u8; 32]> {
    let mut data = [0; 32];
    ssl.export_keying_material(&mut data, LABEL, Some(&[])).ok()?;
    Some(data)
}

/// Returns the first Finished message of the handshake (RFC 5929 section 3.1): the client's, or the server's if
/// the session is resumed.
fn first_finished(ssl: &SslRef) -> Option<[u8; FINISHED]> {
    let mut data = [0; FINISHED];
    let is_own = ssl.is_server() == ssl.session_reused();
    let length = if is_own { ssl.finished(&mut data) } else { ssl.peer_finished(&mut data) };
    (length == FINISHED).then_some(data)
}
