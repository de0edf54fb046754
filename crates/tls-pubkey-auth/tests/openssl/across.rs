//! OpenSSL as the server, rustls as the client: two libraries have the same.
use crate::rig::{across, listener, without_key};
use rustls::version::{TLS12, TLS13};
use std::sync::Arc;
use tls_pubkey_auth::{Tls12Exporter, openssl, rustls::client_bindings};

#[test]
fn both_libraries_have_the_same_exporter_and_the_same_end_point() {
    for (version, tls12, defined) in [
        (&TLS13, Tls12Exporter::Never, true),
        (&TLS12, Tls12Exporter::EmsRequired, true),
        (&TLS12, Tls12Exporter::Never, false),
    ] {
        let listener = listener();
        let mut client = without_key(version);
        client.require_ems = true;
        let (client, server) = across(listener.ssl().unwrap(), Arc::new(client));
        let server = server.unwrap();
        let client = client_bindings(&client.conn, tls12).unwrap();
        let server = openssl::server_bindings(server.ssl(), listener.end_point(), tls12).unwrap();
        assert_eq!(client.exporter, server.exporter);
        assert_eq!(client.exporter.is_some(), defined);
        assert!(client.server_end_point.is_some());
        assert_eq!(client.server_end_point, server.server_end_point);
        assert_eq!(client.unique, None, "rustls has none");
    }
}
