//! Which protocols a client may offer (ALPN) to OpenSSL.
use crate::rig::{certificate, key, shake_rustls, without_key};
use rustls::version::{TLS12, TLS13};
use std::sync::Arc;
use tls_pubkey_auth::{
    Alpn::{self, Named, Unnamed},
    openssl::{Listener, ListenerOptions},
};

fn outcome(alpn: Alpn, offered: &[&str]) -> Vec<Result<Option<String>, ()>> {
    let options = ListenerOptions { alpn, ..ListenerOptions::default() };
    let listener = Listener::new(&[certificate("p256-other")], &key("p256-other"), options).unwrap();
    let of = |version| {
        let mut client = without_key(version);
        client.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
        let server = shake_rustls(listener.ssl().unwrap(), Arc::new(client)).map_err(|_| ())?;
        let chosen = server.ssl().selected_alpn_protocol();
        Ok(chosen.map(|name| String::from_utf8(name.to_vec()).unwrap()))
    };
    vec![of(&TLS12), of(&TLS13)]
}

#[test]
fn a175_a_client_that_offers_only_other_protocols_is_refused() {
    for (alpn, offered, expected) in [
        (Named("imap"), &["imap"][..], Ok(Some("imap"))),
        (Named("imap"), &["http/1.1", "imap"], Ok(Some("imap"))),
        (Named("pop3"), &["pop3"], Ok(Some("pop3"))),
        (Named("imap"), &[], Ok(None)),
        (Unnamed, &[], Ok(None)),
        (Unnamed, &["smtp"], Ok(None)),
        (Named("imap"), &["http/1.1"], Err(())),
        (Named("pop3"), &["imap"], Err(())),
        (Unnamed, &["h2", "http/1.1"], Err(())),
    ] {
        let expected = expected.map(|name: Option<&str>| name.map(str::to_owned));
        assert_eq!(outcome(alpn, offered), [expected.clone(), expected], "{alpn:?} {offered:?}");
    }
}
