//! Channel bindings of a TLS connection (RFC 9266).
use countersign::{Bindings, ChannelBinding, core::BindingKind};
use rustls::{CommonState, ProtocolVersion};
use tokio::net::TcpStream;
use tokio_rustls::TlsStream;

/// The bindings that rustls can give: `tls-exporter` under TLS 1.3. Under TLS 1.2 the exporter binds only with
/// an extended master secret, and the default there is `tls-unique`, which rustls does not have.
pub(crate) fn bindings(stream: &TlsStream<TcpStream>) -> Bindings {
    let (_, connection) = stream.get_ref();
    let is_13 = CommonState::protocol_version(connection) == Some(ProtocolVersion::TLSv1_3);
    let exported = match stream {
        _ if !is_13 => return Bindings::NONE,
        TlsStream::Client(stream) => stream.get_ref().1.export_keying_material([0_u8; 32], LABEL, Some(b"")),
        TlsStream::Server(stream) => stream.get_ref().1.export_keying_material([0_u8; 32], LABEL, Some(b"")),
    };
    let binding = exported.ok().and_then(|data| ChannelBinding::new(BindingKind::TlsExporter, &data).ok());
    Bindings::from_iter(binding)
}

const LABEL: &[u8] = b"EXPORTER-Channel-Binding";
