//! `tls-server-end-point` follows the certificate that was sent.
use crate::{
    fixtures::read,
    rig::{V12, V13, certificate, client, key, shake, ssl},
};
use openssl::ssl::{SslContext, SslMethod};
use tls_pubkey_auth::{
    HandshakeNotComplete, Tls12Exporter,
    openssl::{Listener, ListenerOptions, client_bindings, sent_end_point, server_bindings},
    tls_server_end_point,
};

#[test]
fn a084_of_two_certificates_it_is_the_one_that_was_chosen() {
    let mut server = SslContext::builder(SslMethod::tls_server()).unwrap();
    for name in ["rsa2048", "p256"] {
        server.set_certificate(&certificate(name)).unwrap();
        server.set_private_key(&key(name)).unwrap();
    }
    let server = server.build();
    for version in [V12, V13] {
        for (name, schemes) in [("rsa2048", "rsa_pss_rsae_sha256"), ("p256", "ecdsa_secp256r1_sha256")] {
            let mut client = client(version);
            client.set_sigalgs_list(schemes).unwrap();
            let server = ssl(&server);
            assert!(matches!(sent_end_point(&server), Err(HandshakeNotComplete)));
            let shaken = shake(server, ssl(client.build().context()));
            let (client, server) = shaken.both();
            let own = tls_server_end_point(&read(&format!("{name}.der")));
            assert!(own.is_some());
            assert_eq!(sent_end_point(server).unwrap(), own, "{name}");
            assert_eq!(
                client_bindings(client, Tls12Exporter::Never).unwrap().server_end_point,
                own,
                "{name}"
            );
        }
    }
}

#[test]
fn a084_ed25519_has_none() {
    for (name, octets) in [("ed25519", None), ("p256", Some(32)), ("p384", Some(32))] {
        let listener = Listener::new(&[certificate(name)], &key(name), ListenerOptions::default()).unwrap();
        for version in [V12, V13] {
            let shaken = shake(listener.ssl().unwrap(), ssl(client(version).build().context()));
            let (client, server) = shaken.both();
            let never = Tls12Exporter::Never;
            let server = server_bindings(server, listener.end_point(), never).unwrap().server_end_point;
            assert_eq!(server, client_bindings(client, never).unwrap().server_end_point);
            assert_eq!(server.map(|data| data.octets().len()), octets, "{name}");
        }
    }
}

#[test]
fn a_key_of_another_certificate_makes_no_listener() {
    for (chain, own) in [(vec![certificate("p256")], "p256-other"), (vec![], "p256")] {
        assert!(Listener::new(&chain, &key(own), ListenerOptions::default()).is_err());
    }
}
