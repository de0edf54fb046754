//! ANONYMOUS from the outside: what is a trace, and who somebody is who has said nothing else.
use sasl_core::{
    ClientRegistry, Profile, Security, ServerRegistry, Step,
    client::{self, Connection, Preference, SkipReason},
    server::{self, Ask, Decision, Rejection, Verdict},
};
use sasl_plain::{AnonymousClient, AnonymousServer, TraceRefused};
use sasl_testkit::entropy;

fn start(mechanism: AnonymousServer, message: Option<&[u8]>) -> server::Step {
    let line = server::Connection::new(Profile::MAIL, Security::Clear);
    ServerRegistry::new().with(mechanism).offer(&line).start("ANONYMOUS", message, entropy(2)).unwrap()
}

/// What the log is told; or why nobody is let in.
fn traced(message: &[u8]) -> Result<Option<String>, Rejection> {
    match start(AnonymousServer::new("guest"), Some(message)) {
        Step::Ask(Ask::Authorize(asked)) => Ok(asked.trace().map(|trace| trace.as_untrusted_str().into())),
        Step::Done(Verdict::Rejected(rejected)) => Err(rejected.reason()),
        other => panic!("{other:?}"),
    }
}

fn said(mechanism: AnonymousClient) -> Vec<u8> {
    let line = Connection::new(Profile::MAIL, Security::Clear);
    let choice =
        ClientRegistry::new().with(mechanism).choose(["ANONYMOUS"], &line, &Preference::external()).unwrap();
    let Step::Send { message, then } = choice.start(entropy(1)).unwrap() else { panic!() };
    let Ok(Step::Done(authenticated)) = then.success(None) else { panic!() };
    assert!(!authenticated.server_verified());
    message.to_vec()
}

#[test]
fn rfc_4505_section_4() {
    assert_eq!(said(AnonymousClient::new().tracing("sirhc").unwrap()), b"sirhc");
    assert_eq!(traced(b"sirhc"), Ok(Some("sirhc".into())));
}

#[test]
fn without_a_trace() {
    assert_eq!(said(AnonymousClient::new()), b"");
    assert_eq!(said(AnonymousClient::new().tracing("").unwrap()), b"");
    assert_eq!(traced(b""), Ok(None));
}

#[test]
fn a112_no_initial_response_is_asked_for_with_an_empty_challenge() {
    let Step::Send { message, then } = start(AnonymousServer::new("guest"), None) else { panic!() };
    assert!(message.is_empty());
    assert!(matches!(then.receive(b""), Step::Ask(Ask::Authorize(_))));
}

#[test]
fn the_identity_is_the_one_of_the_setting_and_the_trace_is_for_the_log() {
    let Step::Ask(Ask::Authorize(asked)) = start(AnonymousServer::new("guest"), Some(b"root")) else {
        panic!()
    };
    assert_eq!((asked.authenticated(), asked.requested(), asked.mechanism()), ("guest", None, "ANONYMOUS"));
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!()
    };
    assert_eq!((accepted.account(), accepted.authenticated()), ("guest", "guest"));
    assert_eq!(accepted.trace().unwrap().to_string(), "root");
    // And it can be denied.
    let Step::Ask(Ask::Authorize(asked)) = start(AnonymousServer::new("guest"), Some(b"root")) else {
        panic!()
    };
    let step = asked.answer(Decision::Deny(Rejection::NotAuthorized));
    assert!(matches!(step, Step::Done(Verdict::Rejected(_))));
}

#[test]
fn what_is_a_trace() {
    for text in ["a", "amy@example.org", "a b", "j\u{f6}rg@m\u{fc}nchen.example", "\u{1f434}", "\"a@b\"@c"] {
        assert_eq!(traced(text.as_bytes()), Ok(Some(text.into())), "{text}");
        assert!(AnonymousClient::new().tracing(text).is_ok(), "{text}");
    }
    for length in [255, 256] {
        for letter in ["a", "\u{e9}", "\u{1f434}"] {
            let text = letter.repeat(length);
            assert_eq!(traced(text.as_bytes()).is_ok(), length == 255, "{length} {letter}");
            assert_eq!(AnonymousClient::new().tracing(&text).is_ok(), length == 255);
        }
    }
}

#[test]
fn a043_a055_a058_what_is_none() {
    for text in
        ["\0", "a\0b", "a\r\nb", "a\tb", "\x7f", "\u{85}", "@", "a@", "@b", "\u{202e}a", "\u{ad}", "\u{fffe}"]
    {
        assert_eq!(traced(text.as_bytes()), Err(Rejection::Malformed), "{text:?}");
        assert_eq!(AnonymousClient::new().tracing(text).unwrap_err(), TraceRefused, "{text:?}");
    }
    for octets in [&b"\xff"[..], b"a\xc3", b"\xed\xa0\x80"] {
        assert_eq!(traced(octets), Err(Rejection::Malformed), "{octets:?}");
    }
}

#[test]
fn a087_it_is_not_chosen_where_there_are_credentials() {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let registry = ClientRegistry::new().with(AnonymousClient::new());
    let choose = |preference: &Preference| registry.choose(["ANONYMOUS"], &line, preference).map(drop);
    for preference in [Preference::password(), Preference::token()] {
        let none: client::NoUsableMechanism = choose(&preference).unwrap_err();
        assert_eq!(none.passed_over(), [("ANONYMOUS", SkipReason::Anonymous)]);
    }
    assert!(choose(&Preference::external()).is_ok());
}

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<(AnonymousClient, AnonymousServer, TraceRefused)>();
