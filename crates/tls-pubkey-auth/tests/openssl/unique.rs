//! `tls-unique`: the first Finished, under TLS 1.2, with a master secret of its own.
use crate::rig::{
    Shaken, Stream, V12, V13, Version, certificate, client, key, listener, shake, shake_rustls, ssl,
    without_ems, without_key,
};
use openssl::ssl::{SslContext, SslMethod, SslRef};
use rustls::version::{TLS12, TLS13};
use std::sync::Arc;
use tls_pubkey_auth::{
    ConnectionBindings, HandshakeNotComplete, Tls12Exporter,
    openssl::{client_bindings, server_bindings},
};

fn both(shaken: &Shaken, tls12: Tls12Exporter) -> [ConnectionBindings; 2] {
    let (client, server) = shaken.both();
    [client_bindings(client, tls12).unwrap(), server_bindings(server, None, tls12).unwrap()]
}

/// What one end has sent itself.
fn own_finished(ssl: &SslRef) -> [u8; 12] {
    let mut data = [0; 64];
    assert_eq!(ssl.finished(&mut data), 12);
    data[..12].try_into().unwrap()
}

#[test]
fn a085_both_ends_have_the_clients_finished_of_a_full_handshake() {
    let shake = || shake(listener().ssl().unwrap(), ssl(client(V12).build().context()));
    let shaken = shake();
    let [client, server] = both(&shaken, Tls12Exporter::Never);
    assert_eq!(client.unique, server.unique);
    assert_eq!(client.unique, Some(own_finished(shaken.both().0)));
    assert_ne!(client.unique, Some(own_finished(shaken.both().1)));
    let [again, _] = both(&shake(), Tls12Exporter::Never);
    assert_ne!(client.unique, again.unique, "each connection has its own");
}

/// A server that lets sessions be resumed, which our listener does not.
fn resumable() -> SslContext {
    let mut server = SslContext::builder(SslMethod::tls_server()).unwrap();
    server.set_certificate(&certificate("p256-other")).unwrap();
    server.set_private_key(&key("p256-other")).unwrap();
    server.set_session_id_context(b"test").unwrap();
    server.build()
}

/// The server's end of a second connection with the session of a first. The client is rustls: with OpenSSL a client
/// that resumes needs unsafe code.
fn resumed(version: Version) -> Stream {
    let (server, client) = (resumable(), Arc::new(without_key(version)));
    shake_rustls(ssl(&server), Arc::clone(&client)).unwrap();
    shake_rustls(ssl(&server), client).unwrap()
}

#[test]
fn a085_it_is_the_servers_finished_of_a_resumed_handshake() {
    let server = resumed(&TLS12);
    assert!(server.ssl().session_reused());
    let bindings = server_bindings(server.ssl(), None, Tls12Exporter::Never).unwrap();
    assert_eq!(bindings.unique, Some(own_finished(server.ssl())));
}

#[test]
fn a081_tls_13_has_none_though_openssl_has_octets() {
    let full = shake(listener().ssl().unwrap(), ssl(client(V13).build().context()));
    let resumed = resumed(&TLS13);
    assert!(resumed.ssl().session_reused());
    let ends = [full.both().1, resumed.ssl()];
    let ems = Tls12Exporter::EmsRequired;
    let bindings = ends.map(|ssl| (ssl, server_bindings(ssl, None, ems).unwrap()));
    for (ssl, bindings) in
        [(full.both().0, client_bindings(full.both().0, ems).unwrap())].into_iter().chain(bindings)
    {
        // There would be something to take.
        assert!(ssl.finished(&mut [0; 64]) > 12 && ssl.peer_finished(&mut [0; 64]) > 12);
        assert_eq!(bindings.unique, None);
        assert!(bindings.exporter.is_some());
    }
}

#[test]
fn a082_without_an_extended_master_secret_there_is_neither() {
    let mut client = client(V12);
    without_ems(&mut client);
    let shaken = shake(listener().ssl().unwrap(), ssl(client.build().context()));
    assert_eq!(shaken.both().1.extms_support(), Some(false), "or this shows nothing");
    for bindings in both(&shaken, Tls12Exporter::EmsRequired) {
        assert_eq!((bindings.unique, bindings.exporter), (None, None));
    }
}

#[test]
fn a082_tls_12_has_an_exporter_only_on_request() {
    let shaken = shake(listener().ssl().unwrap(), ssl(client(V12).build().context()));
    let never = both(&shaken, Tls12Exporter::Never);
    assert!(never.iter().all(|bindings| bindings.exporter.is_none() && bindings.unique.is_some()));
    let [client, server] = both(&shaken, Tls12Exporter::EmsRequired);
    assert!(client.exporter.is_some());
    assert_eq!(client.exporter, server.exporter);
}

#[test]
fn a083_the_context_is_empty_and_not_absent() {
    for (version, same) in [(V12, false), (V13, true)] {
        let shaken = shake(listener().ssl().unwrap(), ssl(client(version).build().context()));
        let [client, _] = both(&shaken, Tls12Exporter::EmsRequired);
        let export = |context| {
            let mut data = [0; 32];
            shaken.both().1.export_keying_material(&mut data, "EXPORTER-Channel-Binding", context).unwrap();
            Some(data)
        };
        assert_eq!(client.exporter, export(Some(b"")));
        assert_eq!(client.exporter == export(None), same);
    }
}

#[test]
fn there_is_none_before_the_end_of_the_handshake() {
    let never = Tls12Exporter::Never;
    let client = ssl(client(V12).build().context());
    assert_eq!(client_bindings(&client, never), Err(HandshakeNotComplete));
    assert_eq!(server_bindings(&listener().ssl().unwrap(), None, never), Err(HandshakeNotComplete));
}

#[test]
fn nothing_of_it_is_shown() {
    let shaken = shake(listener().ssl().unwrap(), ssl(client(V12).build().context()));
    let [client, _] = both(&shaken, Tls12Exporter::Never);
    let shown = format!("{client:?}");
    assert_eq!(shown, "ConnectionBindings { exporter: false, unique: true, server_end_point: true }");
}
