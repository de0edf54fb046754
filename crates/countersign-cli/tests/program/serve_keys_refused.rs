//! Keys that are not accepted, and what their connection may do.
use crate::support::{
    ALL, Data, Key, PASSWORD, Protocol,
    Protocol::{Imap, Smtp},
    Serve, USER, Wire, plain,
};
use rustls::{
    SignatureScheme, client::ResolvesClientCert, crypto::ring::default_provider, pki_types::CertificateDer,
    sign::CertifiedKey,
};
use std::sync::Arc;

/// Checks that the key is not accepted: the connection continues as without one.
#[track_caller]
fn goes_on(serve: &Serve, key: &Key, why: &str) -> Wire {
    for (before, protocol) in ALL.into_iter().enumerate() {
        let mut wire = serve.keyed_starttls(protocol, key.credential());
        let told = serve.attempt();
        assert_eq!((&told["event"], &told["result"]), (&"key".into(), &why.into()), "{protocol:?}");
        assert_eq!(told["seen"], before + 1, "it is counted");
        assert_eq!((&told["key"], told["account"].is_null()), (&key.fingerprint().into(), true));
        wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
        assert!(!protocol.is_in(&wire.line()));
        assert_eq!(serve.result(), "rejected:not-offered");
    }
    let wire = serve.keyed(Imap, key.credential()).greeted(Imap);
    assert_eq!(serve.result(), why);
    let mut smtp = serve.keyed(Smtp, key.credential()).greeted(Smtp);
    assert_eq!(serve.result(), why);
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("530 "));
    wire
}

#[test]
fn an_unknown_key_is_no_attempt_and_a_password_logs_in() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = Serve::on(&data);
    let mut wire = goes_on(&serve, &Key::new(), "unknown");
    assert!(wire.imap(format!("LOGIN bob {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    assert_eq!(serve.result(), "accepted");
}

#[test]
fn a_disabled_account_is_rejected_by_key_and_by_password() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    data.done(&["account", "disable", USER]);
    let serve = Serve::on(&data);
    let mut wire = goes_on(&serve, &key, "disabled");
    let reply = wire.imap(format!("AUTHENTICATE PLAIN {}", plain(USER))).pop().unwrap();
    assert!(reply.starts_with("t NO [CONTACTADMIN] "), "{reply}");
    assert_eq!(serve.result(), "rejected:disabled");
    data.done(&["account", "enable", USER]);
    assert!(serve.keyed(Imap, key.credential()).line().starts_with("* PREAUTH "));
}

#[test]
fn removing_a_key_ends_its_connections_and_no_others() {
    let (key, other) = (Key::new(), Key::new());
    let data = Data::with_key(&key, &[]);
    data.done(&["key", "add", USER, &other.file("crt")]);
    let serve = Serve::on(&data);
    let mut others = serve.keyed(Imap, other.credential());
    assert!(others.line().starts_with("* PREAUTH "));
    let mut by_password = serve.tls(Imap);
    assert!(by_password.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    for _ in 0..2 {
        assert_eq!(serve.result(), "accepted");
    }
    let mut preauth = serve.keyed(Imap, key.credential());
    assert!(preauth.line().starts_with("* PREAUTH "));
    let mut smtp = serve.keyed(Smtp, key.credential()).greeted(Smtp);
    let mut waiting = serve.keyed_starttls(Imap, key.credential());
    for _ in 0..2 {
        assert_eq!(serve.result(), "accepted");
    }
    data.done(&["key", "remove", &key.fingerprint()]);
    assert_eq!(preauth.rest(), ["* BYE The account has changed; log in again"]);
    assert_eq!(smtp.rest(), ["421 4.7.0 The account has changed; log in again"]);
    assert_eq!(waiting.rest(), ["* BYE The account has changed; log in again"]);
    // The other key's connection ends with that key, so it was not merely forgotten.
    others.noop(Imap);
    by_password.noop(Imap);
    data.done(&["key", "remove", &other.fingerprint()]);
    assert_eq!(others.rest(), ["* BYE The account has changed; log in again"]);
    by_password.noop(Imap);
    goes_on(&serve, &key, "unknown");
}

#[test]
fn a_resumed_session_of_a_removed_key_does_not_log_in() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--tls-sessions", "16"]);
    let config = Wire::client_config(&serve.ready.ca, Some(key.credential()));
    let connect = || Wire::plain(serve.ready.imaps).start_tls_as(&config).expect("a handshake");
    let (mut first, full) = connect();
    assert!(first.line().starts_with("* PREAUTH ") && !full.is_resumed());
    let (mut second, resumed) = connect();
    assert!(second.line().starts_with("* PREAUTH ") && resumed.is_resumed(), "the ticket is the key's");
    data.done(&["key", "remove", &key.file("crt")]);
    let (mut third, resumed) = connect();
    let greeting = third.line();
    assert!(
        greeting.starts_with("* OK [") && !greeting.contains("EXTERNAL") && resumed.is_resumed(),
        "{greeting}"
    );
}

#[test]
fn a_key_removed_between_handshake_and_external_does_not_log_in() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    let serve = Serve::on(&data);
    let mut wire = serve.keyed(Imap, key.credential()).greeted(Imap);
    wire.send("t AUTHENTICATE EXTERNAL\r\n");
    assert_eq!(wire.line(), "+ ");
    data.done(&["key", "remove", &key.fingerprint()]);
    // It answers, or the connection is ended first; no account is logged in either way.
    let _ = wire.try_send("\r\n");
    assert!(wire.rest().iter().all(|line| !line.starts_with("t OK ")));
}

#[test]
fn without_an_answer_of_the_directory_keys_are_not_accepted() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    data.hide();
    goes_on(&serve, &key, "unavailable");
    data.show();
    assert!(serve.keyed(Imap, key.credential()).line().starts_with("* PREAUTH "));
}

/// A certificate and any key, with this many more certificates.
#[derive(Debug)]
struct Whatever(Arc<CertifiedKey>);

impl Whatever {
    fn new(certificate: &Key, key: &Key, more: usize) -> Arc<Self> {
        let certificate = CertificateDer::from(certificate.made.certificate_der().to_vec());
        let key = key.made.private_key_der().to_vec().try_into().expect("a key");
        let key = default_provider().key_provider.load_private_key(key).expect("a key");
        Arc::new(Self(Arc::new(CertifiedKey::new(vec![certificate; more + 1], key))))
    }
}

impl ResolvesClientCert for Whatever {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[test]
fn a_certificate_without_its_key_and_one_of_62_end_the_connection() {
    let (key, other) = (Key::new(), Key::new());
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    for odd in [Whatever::new(&key, &other, 0), Whatever::new(&other, &key, 0), Whatever::new(&key, &key, 61)]
    {
        // Under TLS 1.3 a client has finished before it is rejected.
        let wire = Wire::plain(serve.ready.imaps).try_start_tls_with(&serve.ready.ca, Some(odd));
        assert!(wire.map_or(true, |mut wire| wire.next_line().is_none()));
        assert!(serve.no_more_attempts());
    }
    let _still_there: Wire = serve.tls(Protocol::Imap);
}

#[test]
fn a092_what_is_sent_before_the_handshake_is_no_login_after_it() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    for (protocol, injected) in
        [(Imap, "t STARTTLS\r\nx AUTHENTICATE EXTERNAL =\r\n"), (Smtp, "STARTTLS\r\nAUTH EXTERNAL =\r\n")]
    {
        let mut wire = serve.clear(protocol);
        wire.send(injected);
        wire.line();
        let mut wire = wire.try_start_tls_with(&serve.ready.ca, Some(key.credential())).expect("a handshake");
        if protocol == Imap {
            assert_eq!(wire.imap("NOOP").len(), 1, "nothing else is answered");
            assert!(serve.no_more_attempts());
        } else {
            assert!(wire.smtp("EHLO client.example")[0].starts_with("250-"));
            assert_eq!(serve.attempt()["mechanism"], "tls-key");
            assert!(serve.no_more_attempts());
        }
    }
}

#[test]
fn headers_before_tls_do_not_authenticate_a_key() {
    // A TLS terminator's headers are not read: any client that reaches the port could write them.
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let header = format!(
        "PROXY TCP4 127.0.0.1 127.0.0.1 1 993\r\nX-SSL-Client-Fingerprint: {}\r\n",
        key.fingerprint()
    );
    let mut inside = Wire::plain(serve.ready.imaps);
    inside.send(&header);
    let handshake = inside.try_start_tls_with(&serve.ready.ca, Some(key.credential()));
    assert!(handshake.map_or(true, |mut wire| wire.next_line().is_none()), "no TLS behind it");
    let mut before = serve.clear(Imap);
    before.send(&header);
    assert!([before.line(), before.line()].iter().all(|line| line.contains(" BAD ")), "lines like any other");
    assert!(!before.imap("CAPABILITY")[0].contains("EXTERNAL") && serve.no_more_attempts());
}
