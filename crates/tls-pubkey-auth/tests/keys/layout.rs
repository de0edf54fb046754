//! What the types promise to a program that holds them: threads, panics, room, and shown without what nobody needs.
use crate::fixtures::read;
use std::{
    any::type_name,
    mem::size_of,
    panic::{RefUnwindSafe, UnwindSafe},
};
use tls_pubkey_auth::*;

/// A `T` goes to any thread, moves while it is awaited, and takes so many octets at most where a pointer has
/// eight.
#[track_caller]
fn held<T: Send + Sync + Unpin>(at_most: usize) {
    let octets = size_of::<T>();
    assert!(octets <= at_most || cfg!(not(target_pointer_width = "64")), "{}: {octets}", type_name::<T>());
}

/// The same, and it outlives a panic beside it.
#[track_caller]
fn promised<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(at_most: usize) {
    held::<T>(at_most);
}

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<Spki>(24);
    promised::<Fingerprint>(32);
    promised::<FingerprintError>(1);
    promised::<KeyError>(1);
    promised::<KeyKind>(4);
    promised::<EndPoint>(72);
    promised::<Identity>(56);
    promised::<CertifiedName>(56);
    promised::<KeyFile>(48);
    promised::<KeyRecord>(80);
    promised::<NotRegistered>(1);
    promised::<Claim>(48);
    promised::<Challenge>(56);
    promised::<Alpn>(24);
    promised::<ConnectionBindings>(128);
    promised::<Tls12Exporter>(1);
    promised::<ClientKey>(32);
    promised::<ProvedKey>(32);
    promised::<HandshakeNotComplete>(0);
    promised::<ProvedChain>(24);
    promised::<rustls::ListenerOptions>(24);
    promised::<rustls::Resumption>(16);
    promised::<ca::Authority>(160);
    promised::<ca::Crls>(24);
    promised::<ca::NotIdentified>(1);
    promised::<ca::ProvedName>(56);
    promised::<ca::Unusable>(1);
    promised::<generate::Request>(40);
    promised::<generate::Generated>(72);
    promised::<generate::NewKey>(1);
    promised::<generate::GenerateError>(1);
    // These hold what is rustls', which does not say what a panic leaves of it.
    held::<rustls::Listener>(136);
    held::<rustls::ListenerError>(64);
    held::<rustls::Credential>(40);
    held::<rustls::CredentialError>(64);
    held::<rustls::ClientKeyVerifier>(40);
    held::<rustls::Verifiable>(32);
    held::<ca::Authorities>(40);
}

#[test]
fn debug_shows_fingerprints_and_no_data() {
    let spki = Spki::from_certificate(&read("p256.der")).unwrap();
    assert_eq!(format!("{spki:?}"), format!("Spki(ecdsa-p256, {})", spki.fingerprint()));
    assert_eq!(format!("{:?}", Challenge::new("alice", [1; 32])), "Challenge(..)");
    assert_eq!(format!("{:?}", tls_server_end_point(&read("p256.der")).unwrap()), "EndPoint(..)");
}
