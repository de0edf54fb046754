//! Channel bindings of both ends.
use crate::{
    fixtures::{certificate, key},
    provider::provider,
    rig::{BOTH, accept, connection, listener, shake, without_key},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    HandshakeNotComplete, Tls12Exporter,
    rustls::{Listener, ListenerOptions, client_bindings, server_bindings},
};

const LABEL: &[u8] = b"EXPORTER-Channel-Binding";

#[test]
fn a082_the_exporter_needs_tls_13_or_an_extended_master_secret() {
    let [v12, v13] = BOTH;
    let plain = ListenerOptions::default();
    let ems = ListenerOptions { require_ems: true, ..plain };
    for (version, options, tls12, defined) in [
        (v13, plain, Tls12Exporter::Never, true),
        (v13, plain, Tls12Exporter::EmsRequired, true),
        (v12, plain, Tls12Exporter::Never, false),
        (v12, ems, Tls12Exporter::EmsRequired, true),
    ] {
        let listener = listener(options);
        let shaken = shake(&listener, without_key(version));
        let server = server_bindings(shaken.server(), listener.end_point(), tls12).unwrap();
        let client = client_bindings(&shaken.client, tls12).unwrap();
        assert_eq!(server, client, "both ends have the same");
        assert_eq!(server.exporter.is_some(), defined);
        assert!(server.server_end_point.is_some());
        let again = shake(&listener, without_key(version));
        let again = client_bindings(&again.client, tls12).unwrap();
        assert!(!defined || again.exporter != client.exporter, "each connection has its own");
    }
}

/// rustls tells no Finished, so there is none under TLS 1.2, where it would be defined; under TLS 1.3 it never is.
#[test]
fn a081_there_is_no_tls_unique_under_any_version() {
    for version in BOTH {
        let options = ListenerOptions { require_ems: true, ..ListenerOptions::default() };
        let listener = listener(options);
        let shaken = shake(&listener, without_key(version));
        for tls12 in [Tls12Exporter::Never, Tls12Exporter::EmsRequired] {
            let server = server_bindings(shaken.server(), listener.end_point(), tls12).unwrap();
            let client = client_bindings(&shaken.client, tls12).unwrap();
            assert_eq!((server.unique, client.unique), (None, None));
        }
    }
}

#[test]
fn a083_the_context_is_empty_and_not_absent() {
    let [v12, v13] = BOTH;
    for (version, same) in [(v12, false), (v13, true)] {
        let shaken = shake(
            &listener(ListenerOptions { require_ems: true, ..ListenerOptions::default() }),
            without_key(version),
        );
        let own = client_bindings(&shaken.client, Tls12Exporter::EmsRequired).unwrap().exporter;
        let export = |context| shaken.server().export_keying_material([0_u8; 32], LABEL, context).ok();
        assert_eq!(own, export(Some(b"")));
        assert_eq!(own == export(None), same);
    }
}

#[test]
fn the_end_point_is_the_certificate_that_was_sent() {
    for (file, octets) in
        [("p256", Some(32)), ("rsa2048", Some(32)), ("rsa-sha384", Some(48)), ("ed25519", None)]
    {
        let own = if file == "rsa-sha384" { "rsa2048" } else { file };
        let options = ListenerOptions::default();
        let listener = Listener::new(provider(), vec![certificate(file)], key(own), options).unwrap();
        for version in BOTH {
            let shaken = shake(&listener, without_key(version));
            let never = Tls12Exporter::Never;
            let server = server_bindings(shaken.server(), listener.end_point(), never).unwrap();
            let client = client_bindings(&shaken.client, never).unwrap();
            assert_eq!(server.server_end_point, client.server_end_point, "{file}");
            assert_eq!(server.server_end_point.map(|data| data.octets().len()), octets, "{file}");
        }
    }
}

#[test]
fn there_is_none_before_the_end_of_the_handshake() {
    let listener = listener(ListenerOptions::default());
    let mut client = connection(Arc::new(without_key(BOTH[1])));
    let never = Tls12Exporter::Never;
    assert_eq!(client_bindings(&client, never), Err(HandshakeNotComplete));
    let accepted = accept(&mut client);
    let server = accepted.into_connection(Arc::clone(listener.config())).map_err(|(error, _)| error).unwrap();
    assert_eq!(server_bindings(&server, None, never), Err(HandshakeNotComplete));
}
