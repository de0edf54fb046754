//! TLS with OpenSSL.
mod client;
mod server;

pub(super) use client::{connect, connector};
pub(super) use server::{accept, listener};

use countersign::keys::{
    ConnectionBindings, EndPoint, HandshakeNotComplete, Tls12Exporter,
    openssl::{client_bindings, server_bindings},
};
use openssl::ssl::SslRef;

/// Returns the bindings, for client and server.
pub(super) fn bindings(
    ssl: &SslRef,
    sent: Option<&EndPoint>,
) -> Result<ConnectionBindings, HandshakeNotComplete> {
    if ssl.is_server() {
        server_bindings(ssl, sent, Tls12Exporter::Never)
    } else {
        client_bindings(ssl, Tls12Exporter::Never)
    }
}
