//! native-tls: one binding, and what it says of itself.
use crate::{fixtures::read, rig::certificate};
use native_tls::{Identity, TlsAcceptor, TlsConnector, TlsStream};
use openssl::pkey::PKey;
use std::{os::unix::net::UnixStream, thread};
use tls_pubkey_auth::{
    native_tls::{client_bindings, server_bindings},
    tls_server_end_point,
};

fn shake(name: &str) -> [TlsStream<UnixStream>; 2] {
    let key = PKey::private_key_from_der(&read(&format!("{name}.key"))).unwrap();
    let key = key.private_key_to_pem_pkcs8().unwrap();
    let identity = Identity::from_pkcs8(&certificate(name).to_pem().unwrap(), &key).unwrap();
    let acceptor = TlsAcceptor::new(identity).unwrap();
    let (here, there) = UnixStream::pair().unwrap();
    let serving = thread::spawn(move || acceptor.accept(there).unwrap());
    let mut connector = TlsConnector::builder();
    connector.danger_accept_invalid_certs(true).danger_accept_invalid_hostnames(true);
    let client = connector.build().unwrap().connect("localhost", here).unwrap();
    [client, serving.join().unwrap()]
}

#[test]
fn it_gives_the_end_point_and_nothing_else() {
    for name in ["p256", "rsa2048"] {
        let [client, server] = shake(name);
        let own = tls_server_end_point(&read(&format!("{name}.der")));
        for bindings in [client_bindings(&client), server_bindings(&server, own.as_ref())] {
            assert!(own.is_some());
            assert_eq!(bindings.server_end_point, own);
            assert!(bindings.exporter.is_none() && bindings.unique.is_none());
        }
        for stream in [client, server] {
            let says = stream.tls_server_end_point().unwrap();
            assert_eq!(says.as_deref(), own.as_ref().map(|own| own.octets()));
        }
    }
}

#[test]
fn a084_ed25519_has_none() {
    let [client, server] = shake("ed25519");
    assert_eq!(client_bindings(&client).server_end_point, None);
    assert_eq!(server_bindings(&server, None).server_end_point, None);
}
