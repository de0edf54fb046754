//! Channel bindings of a TLS connection (RFC 9266, RFC 5929).
use countersign::{
    Bindings, bindings_of,
    keys::{
        EndPoint,
        rustls::{Tls12Exporter, client_bindings, server_bindings},
    },
};
use tokio::net::TcpStream;
use tokio_rustls::TlsStream;

/// The bindings that rustls can give: `tls-exporter` under TLS 1.3, and `tls-server-end-point` where it is defined for
/// the server's certificate. A server knows its own: `sent`.
pub(crate) fn bindings(stream: &TlsStream<TcpStream>, sent: Option<&EndPoint>) -> Bindings {
    let given = match stream {
        TlsStream::Client(stream) => client_bindings(stream.get_ref().1, Tls12Exporter::Never),
        TlsStream::Server(stream) => server_bindings(stream.get_ref().1, sent, Tls12Exporter::Never),
    };
    given.map_or(Bindings::NONE, |given| bindings_of(&given))
}
