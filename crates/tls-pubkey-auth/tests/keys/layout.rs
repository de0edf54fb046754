//! What values are: shared among threads, and shown without what nobody needs.
use crate::fixtures::read;
use tls_pubkey_auth::{
    AfterKey, Challenge, Claim, EndPoint, Fingerprint, KeyError, KeyRecord, Login, Spki,
    rustls::{ClientKey, Credential, Listener, ProvedKey},
    tls_server_end_point,
};

#[test]
fn values_are_sent_and_shared() {
    fn is_send_and_sync<T: Send + Sync + 'static>() {}
    is_send_and_sync::<(Spki, Fingerprint, KeyError, EndPoint, Login, AfterKey, KeyRecord, Claim, Challenge)>(
    );
    is_send_and_sync::<(Listener, Credential, ClientKey, ProvedKey)>();
}

#[test]
fn debug_shows_fingerprints_and_no_data() {
    let spki = Spki::from_certificate(&read("p256.der")).unwrap();
    assert_eq!(format!("{spki:?}"), format!("Spki(ecdsa-p256, {})", spki.fingerprint()));
    assert_eq!(format!("{:?}", Challenge::new("alice", [1; 32])), "Challenge(..)");
    assert_eq!(format!("{:?}", tls_server_end_point(&read("p256.der")).unwrap()), "EndPoint(..)");
}
