//! The channel bindings of a connection, read once, directly after its handshake. rustls does not provide
//! `tls-unique`.
use crate::{
    bindings::{ConnectionBindings, Tls12Exporter},
    end_point::{EndPoint, tls_server_end_point},
    proved::HandshakeNotComplete,
};
use rustls::{ClientConnection, ConnectionCommon, ProtocolVersion, ServerConnection};

/// The label of RFC 9266 section 4.2. The context is empty, which differs from no context under TLS 1.2.
const LABEL: &[u8] = b"EXPORTER-Channel-Binding";

/// Returns the channel bindings of a server's connection. The end point is that of the sent leaf certificate:
/// [`Listener::end_point`](super::Listener::end_point), or the result of [`tls_server_end_point`] for a custom
/// configuration.
///
/// ```
/// # use tls_pubkey_auth::{ConnectionBindings, EndPoint, HandshakeNotComplete, Tls12Exporter};
/// // With tokio-rustls the connection is `stream.get_ref().1`.
/// fn bindings(tls: &rustls::ServerConnection, sent: Option<&EndPoint>) -> Result<ConnectionBindings, HandshakeNotComplete> {
///     tls_pubkey_auth::rustls::server_bindings(tls, sent, Tls12Exporter::Never)
/// }
/// ```
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn server_bindings(
    connection: &ServerConnection,
    sent: Option<&EndPoint>,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    let exporter = exporter(connection, connection.protocol_version(), tls12)?;
    Ok(ConnectionBindings { exporter, unique: None, server_end_point: sent.cloned() })
}

/// Returns the channel bindings of a client's connection, from the leaf certificate that it received.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_bindings(
    connection: &ClientConnection,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    let exporter = exporter(connection, connection.protocol_version(), tls12)?;
    let leaf = connection.peer_certificates().and_then(<[_]>::first);
    Ok(ConnectionBindings {
        exporter,
        unique: None,
        server_end_point: leaf.and_then(|leaf| tls_server_end_point(leaf)),
    })
}

fn exporter<Data>(
    connection: &ConnectionCommon<Data>,
    version: Option<ProtocolVersion>,
    tls12: Tls12Exporter,
) -> Result<Option<[u8; 32]>, HandshakeNotComplete> {
    if connection.is_handshaking() {
        return Err(HandshakeNotComplete);
    }
    let defined = match version {
        Some(ProtocolVersion::TLSv1_3) => true,
        Some(ProtocolVersion::TLSv1_2) => tls12 == Tls12Exporter::EmsRequired,
        _ => false,
    };
    let exported = defined.then(|| connection.export_keying_material([0; 32], LABEL, Some(b"")));
    exported.transpose().map_err(|_| HandshakeNotComplete)
}
