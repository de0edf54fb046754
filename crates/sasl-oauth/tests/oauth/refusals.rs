//! A token that will not do: the explanation, and a verdict that nothing changes.
use crate::ends::{NAMES, message, offer, question};
use sasl_core::{
    Awaiting, Profile, Server, Step,
    server::{self, Ask, Rejection, TokenAnswer, TokenFailure, Verdict},
};
use sasl_testkit::entropy;

fn failure(scope: &str) -> TokenFailure {
    TokenFailure {
        scope: Some(scope.into()),
        openid_configuration: Some("https://example.com/.well-known/openid-configuration".into()),
    }
}

fn explained(name: &str, answer: TokenAnswer) -> (String, Awaiting<Server>) {
    let Step::Send { message, then } = question(name, &message(name, "t")).unwrap().answer(answer) else {
        panic!()
    };
    (String::from_utf8(message.to_vec()).unwrap(), then)
}

fn reason(verdict: &Verdict) -> Rejection {
    let Verdict::Rejected(rejected) = verdict else { panic!("accepted") };
    rejected.reason()
}

fn end(step: server::Step) -> Rejection {
    let Step::Done(verdict) = step else { panic!("{step:?}") };
    reason(&verdict)
}

#[test]
fn the_texts() {
    let discovery = r#""openid-configuration":"https://example.com/.well-known/openid-configuration""#;
    let text = |name, answer| explained(name, answer).0;
    assert_eq!(
        text("OAUTHBEARER", TokenAnswer::Invalid(failure("a_scope"))),
        format!(r#"{{"status":"invalid_token","scope":"a_scope",{discovery}}}"#)
    );
    assert_eq!(
        text("OAUTHBEARER", TokenAnswer::InsufficientScope(failure("a b"))),
        format!(r#"{{"status":"insufficient_scope","scope":"a b",{discovery}}}"#)
    );
    let none = TokenFailure::default;
    assert_eq!(text("OAUTHBEARER", TokenAnswer::Invalid(none())), r#"{"status":"invalid_token"}"#);
    assert_eq!(text("XOAUTH2", TokenAnswer::Invalid(none())), r#"{"status":"401","schemes":"bearer"}"#);
    assert_eq!(
        text("XOAUTH2", TokenAnswer::InsufficientScope(failure("a b"))),
        format!(r#"{{"status":"403","schemes":"bearer","scope":"a b",{discovery}}}"#)
    );
}

#[test]
fn a030_the_text_is_json_whatever_the_scope() {
    let (text, _) =
        explained("OAUTHBEARER", TokenAnswer::Invalid(failure("\"\\\u{0}\r\n\u{7f}\u{e9}\u{1f434}/")));
    assert!(text.contains(r#""scope":"\"\\\u0000\u000d\u000a\u007f\u00e9\ud83d\udc34/","#), "{text}");
    assert!(text.bytes().all(|octet| (b' '..=b'~').contains(&octet)));
}

#[test]
fn a054_no_answer_to_the_explanation_changes_the_verdict() {
    let long = vec![1; 100_000];
    for name in NAMES {
        for (answer, expected) in [
            (TokenAnswer::Invalid(failure("s")), Rejection::BadCredentials),
            (TokenAnswer::InsufficientScope(failure("s")), Rejection::NotAuthorized),
        ] {
            let then = || explained(name, answer.clone()).1;
            for dummy in
                [&b"\x01"[..], b"", b"\x01\x01", b"\0", b"x", b"n,a=amy,\x01auth=Bearer t\x01\x01", &long]
            {
                assert_eq!(end(then().receive(dummy)), expected, "{name} {dummy:?}");
            }
            assert_eq!(reason(&then().cancel()), expected);
            assert_eq!(reason(&then().reject_undecodable()), expected);
            assert_eq!(reason(&then().reject_too_long()), expected);
        }
    }
}

#[test]
fn a147_the_verdict_is_fixed_before_the_explanation_is_sent() {
    for name in NAMES {
        let (_, then) = explained(name, TokenAnswer::Invalid(failure("s")));
        assert_eq!(reason(then.fixed().unwrap()), Rejection::BadCredentials);
    }
}

#[test]
fn where_failure_has_room_it_carries_the_text() {
    for name in NAMES {
        let step = offer(Profile::LDAP).start(name, Some(&message(name, "t")), entropy(2)).unwrap();
        let Step::Ask(Ask::CheckToken(asked)) = step else { panic!() };
        let Step::Done(Verdict::Rejected(rejected)) = asked.answer(TokenAnswer::Invalid(failure("s"))) else {
            panic!()
        };
        let text = rejected.failure_data().unwrap();
        assert!(text.starts_with(b"{\"status\":") && text.ends_with(b"\"}"));
    }
}

#[test]
fn a065_a_missing_token_is_rejected_even_if_the_issuer_accepts_it() {
    for message in [&b"n,a=amy,\x01auth=\x01\x01"[..], b"n,,\x01auth=\x01\x01"] {
        let asked = question("OAUTHBEARER", message).unwrap();
        let step = asked.answer(TokenAnswer::Valid { user: "amy".into() });
        let Step::Send { message, then } = step else { panic!("{step:?}") };
        assert_eq!(&*message, br#"{"status":"invalid_token"}"#);
        assert_eq!(end(then.receive(b"\x01")), Rejection::BadCredentials);
    }
}

#[test]
fn a103_every_scope_is_required() {
    use sasl_oauth::has_scopes;
    assert!(has_scopes(Some("a b"), &["a", "b"]) && has_scopes(Some("b c a"), &["a", "b"]));
    for granted in [None, Some(""), Some("a"), Some("b"), Some("ab"), Some("a,b"), Some("a\tb"), Some("A B")]
    {
        assert!(!has_scopes(granted, &["a", "b"]), "{granted:?}");
    }
    assert!(has_scopes(None, &[]));
    assert!(!has_scopes(Some("a  b"), &["a", "b", "c"]));
}
