//! What the types promise to a program that holds them: threads, and shown without what nobody needs.
use crate::fixtures::read;
use tls_pubkey_auth::*;

/// A `T` goes to any thread, and moves while it is awaited.
fn promised<T: Send + Sync + Unpin>() {}

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<Spki>();
    promised::<Fingerprint>();
    promised::<FingerprintError>();
    promised::<KeyError>();
    promised::<KeyKind>();
    promised::<EndPoint>();
    promised::<Identity>();
    promised::<CertifiedName>();
    promised::<KeyFile>();
    promised::<KeyRecord>();
    promised::<NotRegistered>();
    promised::<Claim>();
    promised::<Challenge>();
    promised::<Alpn>();
    promised::<ConnectionBindings>();
    promised::<Tls12Exporter>();
    promised::<ClientKey>();
    promised::<ProvedKey>();
    promised::<HandshakeNotComplete>();
    promised::<ProvedChain>();
    promised::<rustls::ListenerOptions>();
    promised::<rustls::Resumption>();
    promised::<ca::Authority>();
    promised::<ca::Crls>();
    promised::<ca::NotIdentified>();
    promised::<ca::ProvedName>();
    promised::<ca::Unusable>();
    promised::<generate::Request>();
    promised::<generate::Generated>();
    promised::<generate::NewKey>();
    promised::<generate::GenerateError>();
    promised::<rustls::Listener>();
    promised::<rustls::ListenerError>();
    promised::<rustls::Credential>();
    promised::<rustls::CredentialError>();
    promised::<rustls::ClientKeyVerifier>();
    promised::<rustls::Verifiable>();
    promised::<ca::Authorities>();
}

#[test]
fn debug_shows_fingerprints_and_no_data() {
    let spki = Spki::from_certificate(&read("p256.der")).unwrap();
    assert_eq!(format!("{spki:?}"), format!("Spki(ecdsa-p256, {})", spki.fingerprint()));
    assert_eq!(format!("{:?}", Challenge::new("alice", [1; 32])), "Challenge(..)");
    assert_eq!(format!("{:?}", tls_server_end_point(&read("p256.der")).unwrap()), "EndPoint(..)");
}
