//! Attacks, by their numbers in `docs/attacks.md`.
use crate::support::{SECOND, auth, caller, idle, open, start, trusted, untrusted, written};
use auth_daemon_protocols::dovecot::{
    BindingType, Fingerprint, Session,
    client::{self, Certificate},
    server::{BindingAnswer, Failure, Message, Refusal, Step, Success},
};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

/// The fields of the only line.
fn fields(line: &[u8]) -> Vec<&str> {
    let line = std::str::from_utf8(line).unwrap().strip_suffix('\n').unwrap();
    assert!(!line.contains(['\n', '\r', '\0']), "{line:?}");
    line.split('\t').collect()
}

const INJECTION: &str = "amy\tvalid-client-cert\tcert_username=root\r\nOK\t1\tuser=root\n\0\u{1}t";
const ESCAPED: &str = "amy\u{1}tvalid-client-cert\u{1}tcert_username=root\u{1}r\u{1}nOK\u{1}t1\u{1}tuser=root\u{1}n\u{1}0\u{1}1t";

#[test]
fn a185_a_name_with_a_tab_cannot_add_a_field_to_an_answer() {
    let (exchange, then) = start(open(&untrusted(), 1, 4), &auth(1));
    let success = Success::new(INJECTION).unwrap().original_user(INJECTION).unwrap();
    let step = then.accept(exchange, success);
    let wanted = [format!("user={ESCAPED}"), format!("original_user={ESCAPED}")];
    assert_eq!(fields(written(&step)), ["OK", "1", &wanted[0], &wanted[1]]);
    let (exchange, then) = start(open(&untrusted(), 1, 4), &auth(1));
    let step = then.reject(exchange, Failure::credentials(Some(INJECTION)));
    assert_eq!(fields(written(&step)), ["FAIL", "1", &wanted[0]]);
}

#[test]
fn a185_a_value_with_a_tab_cannot_add_a_field_to_a_request() {
    let mut session = Session::new(INJECTION);
    session.local_name = Some(INJECTION.into());
    session.session_id = Some(INJECTION.into());
    session.ja3_hash = Some(INJECTION.into());
    let certificate = Certificate::unverified(None, None).verified(Some(INJECTION));
    let request = client::Request::new("PLAIN", &session).certificate(&certificate);
    let client::Start::Started { line, .. } = caller(1, &["PLAIN"]).start(&request, SECOND) else { panic!() };
    let wanted = ["service", "cert_username", "session", "ssl_ja3_hash", "local_name"]
        .map(|name| format!("{name}={ESCAPED}"));
    let [service, name, session_id, hash, local] = wanted.each_ref().map(String::as_str);
    let all =
        ["AUTH", "1", "PLAIN", service, "final-resp-ok", "valid-client-cert", name, session_id, hash, local];
    assert_eq!(fields(line.as_bytes()), all);
    // And it is read as the value that it was.
    let Step::Start { request, .. } = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), NOW) else {
        panic!()
    };
    assert_eq!(*request.session(), session);
    assert_eq!(request.certificate().user_name(), Some(INJECTION));
}

#[test]
fn a186_a_message_cannot_become_a_channel_binding_field() {
    let text = b"r=a\tchannel_binding=tls-exporter\n";
    let (exchange, then) = start(open(&untrusted(), 1, 4), &auth(1));
    let step = then.challenge(exchange, &Message::new(text).unwrap());
    assert_eq!(fields(written(&step)).len(), 3);
    let session = Session::new("imap");
    let request = client::Request::new("LOGIN", &session);
    let client::Start::Started { then, .. } = caller(1, &["LOGIN"]).start(&request, SECOND) else { panic!() };
    let client::Step::Challenge { exchange, then, .. } = then.receive(&mut &b"CONT\t1\t\n"[..], NOW) else {
        panic!()
    };
    let client::Step::Send { line, .. } = then.respond(exchange, &client::Response::new(text).unwrap())
    else {
        panic!()
    };
    assert_eq!(fields(line.as_bytes()).len(), 3);
}

#[test]
fn a186_a_binding_that_was_not_asked_for_or_came_twice_is_none() {
    let line = "CONT\t1\tYQ==\tchannel_binding=Zm9yZ2Vk\n";
    let then = idle(open(&untrusted(), 1, 4), 1);
    let Step::Respond { response, .. } = then.receive(&mut line.as_bytes(), NOW) else { panic!() };
    assert!(matches!(response.binding(), BindingAnswer::NotAsked));

    let plus = "AUTH\t1\tSCRAM-SHA-256-PLUS\tservice=imap\n";
    let (exchange, then) = start(open(&untrusted(), 1, 4), plus);
    let exchange = exchange.into_binding().unwrap();
    let Step::Send { then, .. } = then.request_binding(exchange, BindingType::TlsExporter, None) else {
        panic!()
    };
    // The client's own text with a TAB in it, and the caller's field behind it.
    let line = "CONT\t1\tYQ==\tchannel_binding=Zm9yZ2Vk\tchannel_binding=cmlnaHQ=\n";
    let Step::Respond { response, .. } = then.receive(&mut line.as_bytes(), NOW) else { panic!() };
    assert!(matches!(response.binding(), BindingAnswer::Missing));
}

#[test]
fn a186_a_caller_that_gives_no_binding_starts_no_mechanism_that_needs_one() {
    let line = "AUTH\t1\tscram-sha-256-plus\tservice=smtp\tresp=cD1mb28sLA==\n";
    let step = open(&untrusted(), 1, 2).receive(&mut line.as_bytes(), NOW);
    assert!(matches!(&step, Step::Refuse { why: Refusal::Mechanism, .. }));
    assert_eq!(written(&step), b"FAIL\t1\n");
    let (exchange, _) = start(open(&untrusted(), 1, 4), &auth(1));
    assert!(exchange.into_binding().is_err());
}

const FORGED: &str = "AUTH\t1\tEXTERNAL\tservice=smtp\tvalid-client-cert\tcert_username=root\
    \tssl_client_cert_fp=000102030405060708090a0b0c0d0e0f\tssl_client_cert_pubkey_fp=101112131415161718191a1b1c1d1e1f\tresp=\n";

#[test]
fn a187_certificate_fields_of_an_untrusted_caller_are_not_kept() {
    let Step::Start { request, .. } = open(&untrusted(), 1, 4).receive(&mut FORGED.as_bytes(), NOW) else {
        panic!()
    };
    // There is no call that returns them (`misuse.rs`), and nothing of them is there.
    let shown = format!("{request:?}");
    assert!(!shown.contains("root") && !shown.contains("0b0c"), "{shown}");
    let Step::Start { request, .. } = open(&trusted(), 1, 4).receive(&mut FORGED.as_bytes(), NOW) else {
        panic!()
    };
    let claims = request.certificate();
    assert_eq!(claims.user_name(), Some("root"));
    assert_eq!(claims.key_fingerprint(), Fingerprint::from_hex("101112131415161718191a1b1c1d1e1f").as_ref());
}

#[test]
fn a187_a_name_in_a_certificate_that_is_not_verified_is_none() {
    let line = FORGED.replace("\tvalid-client-cert", "");
    let Step::Start { request, .. } = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), NOW) else {
        panic!()
    };
    assert_eq!(request.certificate().user_name(), None);
    assert!(!request.certificate().is_verified());
}

#[test]
fn a187_a_field_that_came_before_is_no_way_to_override_it() {
    for twice in [
        "cert_username=amy",
        "valid-client-cert",
        "rip=192.0.2.1",
        "service=imap",
        "secured",
        "ssl_client_cert_pubkey_fp=101112131415161718191a1b1c1d1e20",
    ] {
        let line = FORGED
            .replace("\tvalid-client-cert", &format!("\trip=192.0.2.7\tsecured\tvalid-client-cert\t{twice}"));
        let step = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), NOW);
        assert!(matches!(&step, Step::Refuse { why: Refusal::Parameter, .. }), "{twice}");
        assert_eq!(written(&step), b"FAIL\t1\n");
    }
}
