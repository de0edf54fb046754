//! For native-tls 0.2, which is the system's own library: `tls-server-end-point` is all that it gives. It has neither
//! an exporter nor the Finished messages, and no certificate of a server's client.
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

/// A server's. native-tls tells which certificate it has sent only by a hash that it chooses itself, and leaves out
/// RSASSA-PSS; so it is told: the [`EndPoint`] of the one leaf that the acceptor has.
///
/// A [`TlsStream`] is there once its handshake is over.
pub fn server_bindings<S: Read + Write>(_: &TlsStream<S>, sent: Option<&EndPoint>) -> ConnectionBindings {
    of(sent.cloned())
}

/// A client's; the leaf is the one that it was sent.
pub fn client_bindings<S: Read + Write>(stream: &TlsStream<S>) -> ConnectionBindings {
    let leaf = stream.peer_certificate().ok().flatten().and_then(|leaf| leaf.to_der().ok());
    of(leaf.and_then(|leaf| tls_server_end_point(&leaf)))
}

fn of(server_end_point: Option<EndPoint>) -> ConnectionBindings {
    ConnectionBindings { exporter: None, unique: None, server_end_point }
}
