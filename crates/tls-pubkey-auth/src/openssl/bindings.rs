//! The channel bindings of a connection, taken once, right after its handshake.
use crate::{
    bindings::{ConnectionBindings, Tls12Exporter},
    end_point::{EndPoint, tls_server_end_point},
    proved::HandshakeNotComplete,
};
use openssl::ssl::{SslRef, SslVersion};

/// RFC 9266 section 4.2: with an empty context, which under TLS 1.2 is not the same as none.
const LABEL: &str = "EXPORTER-Channel-Binding";
/// Of every suite of TLS 1.2 (RFC 5246 section 7.4.9).
const FINISHED: usize = 12;

/// A server's. The leaf is the one that it has sent: [`Listener::end_point`](super::Listener::end_point), or, with
/// several certificates, [`sent_end_point`].
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

/// A client's; the leaf is the one that it was sent.
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

/// The `tls-server-end-point` of the certificate that a server has chosen in this handshake, among several.
///
/// `None` where it is not defined, and when the session was resumed: OpenSSL does not remember which certificate the
/// session's first connection has shown.
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

/// TLS 1.2 with an extended master secret (RFC 7627): without one somebody in the middle can make two connections that
/// have the same. OpenSSL knows an answer under TLS 1.3, too, which means nothing there.
fn is_sound_tls12(ssl: &SslRef) -> bool {
    ssl.version2() == Some(SslVersion::TLS1_2) && ssl.extms_support() == Some(true)
}

fn exporter(ssl: &SslRef) -> Option<[u8; 32]> {
    let mut data = [0; 32];
    ssl.export_keying_material(&mut data, LABEL, Some(&[])).ok()?;
    Some(data)
}

/// RFC 5929 section 3.1: the first Finished message of the handshake. The client's comes first, unless the session is
/// resumed.
fn first_finished(ssl: &SslRef) -> Option<[u8; FINISHED]> {
    let mut data = [0; FINISHED];
    let is_own = ssl.is_server() == ssl.session_reused();
    let length = if is_own { ssl.finished(&mut data) } else { ssl.peer_finished(&mut data) };
    (length == FINISHED).then_some(data)
}
