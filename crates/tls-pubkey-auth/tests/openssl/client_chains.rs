//! The certificates of an OpenSSL server's clients, for those who know people by certified names.
use crate::{
    fixtures::read,
    rig::{V12, V13, certificate, client, key, listener, shake, ssl},
};
use tls_pubkey_auth::{HandshakeNotComplete, openssl::client_chain};

#[test]
fn a_connection_has_the_chain_leaf_first() {
    for version in [V12, V13] {
        let mut client = client(version);
        client.set_certificate(&certificate("p256")).unwrap();
        client.add_extra_chain_cert(certificate("p384")).unwrap();
        client.set_private_key(&key("p256")).unwrap();
        let shaken = shake(listener().ssl().unwrap(), ssl(client.build().context()));
        let chain = client_chain(shaken.both().1).unwrap().unwrap();
        assert!(chain.certificates().eq([read("p256.der"), read("p384.der")]));
        assert_eq!(client_chain(shaken.both().0), Err(HandshakeNotComplete), "a client's end");
    }
}

#[test]
fn a_client_without_a_certificate_has_none() {
    for version in [V12, V13] {
        let shaken = shake(listener().ssl().unwrap(), ssl(client(version).build().context()));
        assert_eq!(client_chain(shaken.both().1), Ok(None));
    }
    assert_eq!(client_chain(&listener().ssl().unwrap()), Err(HandshakeNotComplete), "before a handshake");
}
