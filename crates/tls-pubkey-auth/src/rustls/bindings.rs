//! The channel bindings of a connection, taken once, right after its handshake.
use super::client_key::HandshakeNotComplete;
use crate::end_point::{EndPoint, tls_server_end_point};
use core::fmt;
use rustls::{ClientConnection, ConnectionCommon, ProtocolVersion, ServerConnection};

/// The bindings that a connection has. rustls gives no `tls-unique`.
#[derive(Clone, PartialEq, Eq)]
pub struct ConnectionBindings {
    /// `tls-exporter` (RFC 9266).
    pub exporter: Option<[u8; 32]>,
    /// `tls-server-end-point` (RFC 5929), where it is defined for the server's certificate.
    pub server_end_point: Option<EndPoint>,
}

/// Whether `tls-exporter` may be used under TLS 1.2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls12Exporter {
    /// No: without an extended master secret two connections can have the same, and rustls does not tell.
    #[default]
    Never,
    /// The configuration's `require_ems` is set, so there always is one.
    EmsRequired,
}

/// RFC 9266 section 4.2: with an empty context, which under TLS 1.2 is not the same as none.
const LABEL: &[u8] = b"EXPORTER-Channel-Binding";

/// A server's. The leaf is the one that it has sent: [`Listener::end_point`](super::Listener::end_point).
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn server_bindings(
    connection: &ServerConnection,
    sent: Option<&EndPoint>,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    let exporter = exporter(connection, connection.protocol_version(), tls12)?;
    Ok(ConnectionBindings { exporter, server_end_point: sent.cloned() })
}

/// A client's; the leaf is the one that it was sent.
///
/// # Errors
/// [`HandshakeNotComplete`] before the end of the handshake.
pub fn client_bindings(
    connection: &ClientConnection,
    tls12: Tls12Exporter,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    let exporter = exporter(connection, connection.protocol_version(), tls12)?;
    let leaf = connection.peer_certificates().and_then(<[_]>::first);
    Ok(ConnectionBindings { exporter, server_end_point: leaf.and_then(|leaf| tls_server_end_point(leaf)) })
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

impl fmt::Debug for ConnectionBindings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionBindings")
            .field("exporter", &self.exporter.is_some())
            .field("server_end_point", &self.server_end_point.is_some())
            .finish()
    }
}
