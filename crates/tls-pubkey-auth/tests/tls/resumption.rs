//! Sessions that are resumed run no verifier.
use crate::{
    fixtures::{certificate, key},
    provider::provider,
    rig::{BOTH, Version, accept, client, connection, listener, shake_shared, shake_with, verifiable},
};
use rustls::{
    ClientConfig, HandshakeKind, ServerConfig, client::Resumption as Client, server::WebPkiClientVerifier,
};
use std::{io::Read, sync::Arc};
use tls_pubkey_auth::{
    ClientKey, HandshakeNotComplete,
    rustls::{Credential, InsecureConfig, ListenerOptions, Resumption, check_config, client_key},
};

fn remembering() -> ListenerOptions {
    ListenerOptions { resumption: Resumption::Remember(16), ..ListenerOptions::default() }
}

fn resuming(version: Version) -> Arc<ClientConfig> {
    let credential = Credential::certificate(&provider(), vec![certificate("p256")], key("p256")).unwrap();
    let mut config = client(version, Arc::new(credential));
    config.resumption = Client::in_memory_sessions(8);
    Arc::new(config)
}

#[test]
fn sessions_are_not_resumed_unless_that_is_asked_for() {
    for version in BOTH {
        let (listener, client) = (listener(ListenerOptions::default()), resuming(version));
        for _ in 0..2 {
            let shaken = shake_shared(&listener, Arc::clone(&client));
            assert_eq!(shaken.server().handshake_kind(), Some(HandshakeKind::Full));
        }
    }
}

#[test]
fn a_resumed_session_has_its_key_and_says_what_it_is() {
    for version in BOTH {
        let (listener, client) = (listener(remembering()), resuming(version));
        let first = shake_shared(&listener, Arc::clone(&client));
        let ClientKey::Proved(first) = client_key(first.server(), verifiable()).unwrap() else { panic!() };
        let second = shake_shared(&listener, client);
        assert_eq!(second.server().handshake_kind(), Some(HandshakeKind::Resumed));
        let ClientKey::Proved(second) = client_key(second.server(), verifiable()).unwrap() else { panic!() };
        assert_eq!(first.fingerprint(), second.fingerprint());
        assert!(!first.is_resumed() && second.is_resumed());
        assert!(first.claim().is_some() && second.claim().is_none(), "a ticket proves nothing about the key");
    }
}

#[test]
fn there_is_no_key_before_the_end_of_the_handshake() {
    for version in BOTH {
        let (listener, client) = (listener(remembering()), resuming(version));
        shake_shared(&listener, Arc::clone(&client)).server();
        let mut connection = connection(client);
        let accepted = accept(&mut connection);
        let server =
            accepted.into_connection(Arc::clone(listener.config())).map_err(|(error, _)| error).unwrap();
        // rustls has the certificate already; the client's Finished is still to come.
        assert!(server.is_handshaking() && server.peer_certificates().is_some());
        assert_eq!(client_key(&server, verifiable()), Err(HandshakeNotComplete));
    }
}

#[test]
fn that_a_key_is_demanded_does_not_mean_that_there_is_one() {
    for version in BOTH {
        let provider = provider();
        let builder =
            || ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(&[version]);
        let (chain, own) = (vec![certificate("p256-other")], || key("p256-other"));
        let open = builder().unwrap().with_no_client_auth().with_single_cert(chain.clone(), own()).unwrap();
        let mut roots = rustls::RootCertStore::empty();
        roots.add(certificate("p256")).unwrap();
        let mandatory = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .unwrap();
        let mut strict =
            builder().unwrap().with_client_cert_verifier(mandatory).with_single_cert(chain, own()).unwrap();
        strict.session_storage = Arc::clone(&open.session_storage);
        let mut client = crate::rig::without_key(version);
        client.resumption = Client::in_memory_sessions(8);
        let client = Arc::new(client);
        shake_with(Arc::new(open), Arc::clone(&client)).server();
        let shaken = shake_with(Arc::new(strict), client);
        assert_eq!(shaken.server().handshake_kind(), Some(HandshakeKind::Resumed));
        assert_eq!(client_key(shaken.server(), verifiable()), Ok(ClientKey::Absent));
    }
}

#[test]
fn no_early_data() {
    let own = (**listener(remembering()).config()).clone();
    assert_eq!(check_config(&own), Ok(()));
    let mut early = own.clone();
    early.max_early_data_size = 1;
    assert_eq!(check_config(&early), Err(InsecureConfig::EarlyData));
    let mut half = own;
    half.send_half_rtt_data = true;
    assert_eq!(check_config(&half), Err(InsecureConfig::HalfRttData));
}

#[test]
fn early_data_of_a_client_is_not_read() {
    let listener = listener(remembering());
    let mut client = (*resuming(BOTH[1])).clone();
    client.enable_early_data = true;
    let client = Arc::new(client);
    shake_shared(&listener, Arc::clone(&client)).server();
    let mut connection = connection(client);
    // The ticket does not allow any, so the client cannot even begin.
    assert!(connection.early_data().is_none());
    let accepted = accept(&mut connection);
    let mut server =
        accepted.into_connection(Arc::clone(listener.config())).map_err(|(error, _)| error).unwrap();
    assert!(server.early_data().is_none());
    assert!(server.reader().read(&mut [0; 8]).is_err(), "nothing can be read before the handshake is over");
}
