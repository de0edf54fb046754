//! Support for native-tls 0.2, which uses the system's TLS library. It provides only `tls-server-end-point`: there
//! is no exporter, no Finished message and no client certificate.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let socket = std::net::TcpStream::connect("imap.example.org:993")?;
//! let stream = native_tls::TlsConnector::new()?.connect("imap.example.org", socket)?;
//! let bindings = tls_pubkey_auth::native_tls::client_bindings(&stream);
//! assert!(bindings.exporter.is_none() && bindings.unique.is_none());
//! # Ok(())
//! # }
//! ```
use crate::{
    bindings::ConnectionBindings,
    end_point::{EndPoint, tls_server_end_point},
};
use native_tls::TlsStream;
use std::io::{Read, Write};

/// Returns the channel bindings of a server's connection. native-tls identifies the sent certificate only by a
/// hash of its own choice, without RSASSA-PSS. The caller therefore passes the [`EndPoint`] of the acceptor's only
/// leaf certificate.
///
/// A [`TlsStream`] exists only after its handshake.
pub fn server_bindings<S: Read + Write>(_: &TlsStream<S>, sent: Option<&EndPoint>) -> ConnectionBindings {
    of(sent.cloned())
}

/// Returns the channel bindings of a client's connection, from the leaf certificate that it received.
pub fn client_bindings<S: Read + Write>(stream: &TlsStream<S>) -> ConnectionBindings {
    let leaf = stream.peer_certificate().ok().flatten().and_then(|leaf| leaf.to_der().ok());
    of(leaf.and_then(|leaf| tls_server_end_point(&leaf)))
}

fn of(server_end_point: Option<EndPoint>) -> ConnectionBindings {
    ConnectionBindings { exporter: None, unique: None, server_end_point }
}
