//! Server-final-messages: only the right proof makes a client believe.
use crate::{
    dialed::{Proved, dial},
    ends::BARE,
    reference::base64,
};
use sasl_core::{ErrorKind, Step};

fn proved() -> Proved {
    let dialed = dial(&[BARE], &[], "pencil");
    let challenge = dialed.challenge("");
    dialed.answer(&challenge).unwrap()
}

fn right() -> String {
    proved().verifier("pencil").expect("the proof is right")
}

fn told(message: impl AsRef<[u8]>) -> ErrorKind {
    // With success, and as a challenge.
    let kind = proved().told(&message).unwrap_err().kind();
    assert_eq!(proved().then.receive(message.as_ref()).unwrap_err().kind(), kind);
    kind
}

#[test]
fn the_right_one_is_believed_either_way() {
    assert!(proved().told(right()).unwrap().server_verified());
    let Ok(Step::Send { message, then }) = proved().then.receive(right().as_bytes()) else { panic!() };
    assert!(message.is_empty());
    assert!(matches!(then.success(None), Ok(Step::Done(_))));
}

#[test]
fn a007_success_without_it_is_not() {
    assert_eq!(proved().then.success(None).unwrap_err().kind(), ErrorKind::ServerNotVerified);
    assert_eq!(
        dial(&[BARE], &[], "pencil").then.success(None).unwrap_err().kind(),
        ErrorKind::ServerNotVerified
    );
}

#[test]
fn a008_a_challenge_behind_it_is_an_error() {
    let Ok(Step::Send { then, .. }) = proved().then.receive(right().as_bytes()) else { panic!() };
    assert_eq!(then.receive(right().as_bytes()).unwrap_err().kind(), ErrorKind::Peer);
}

#[test]
fn a074_a122_malformed() {
    let right = right();
    let whole = right.trim_end_matches('=');
    for message in [
        String::new(),
        "v".into(),
        "v=".into(),
        "e".into(),
        "e=".into(),
        "x".into(),
        "=".into(),
        "\u{e4}".into(),
        "\u{1f40c}".into(),
        "x=1".into(),
        "V=AAAA".into(),
        "E=other-error".into(),
        whole.into(),
        format!("{right}="),
        format!("{right} "),
        format!("{right}\n"),
        format!(" {right}"),
        format!("x=1,{right}"),
        format!("{right},"),
        format!("{right},x"),
        format!("{right},x="),
        format!("{right},{right}"),
        format!("{right},e=other-error"),
        format!("{right},r=AAAA"),
        format!("{right},m=x"),
        format!("m=x,{right}"),
        format!("e=other-error,{right}"),
        "e=other-error,e=other-error".into(),
        "v=!!!!".into(),
        "v=AA=A".into(),
        format!("v={}", base64(&[0; 33])),
        format!("v={}", base64(&[0; 64])),
    ] {
        assert_eq!(told(&message), ErrorKind::Peer, "{message:?}");
    }
}

#[test]
fn a010_a018_every_other_proof_is_not_the_servers() {
    let own = proved().said.rsplit_once("p=").unwrap().1.to_owned();
    let other = |password| {
        let proved = proved();
        let salt = b"salt by hand";
        crate::reference::keys(password, salt, crate::ends::COUNT).verifier(&proved.auth_message())
    };
    assert_eq!(other("pencil"), right());
    for message in [
        format!("v={own}"),
        format!("v={}", base64(&[0; 32])),
        format!("v={}", base64(&[0; 31])),
        format!("v={}", base64(&[0; 1])),
        format!("v={}", base64(&[0; 20])),
        other("stylus"),
        other(""),
    ] {
        assert_eq!(told(&message), ErrorKind::ServerNotVerified, "{message}");
    }
}

/// Keys that an end would have that has derived none: anybody can make a proof with them.
#[test]
fn a010_a_proof_with_keys_of_nothing_is_not_the_servers() {
    for salted in [&[][..], &[0; 32]] {
        let message = crate::reference::keys_of(salted).verifier(&proved().auth_message());
        assert_eq!(told(&message), ErrorKind::ServerNotVerified, "{message}");
    }
}

#[test]
fn a030_what_a_server_says_against_it_is_not_believed_to_be_text() {
    let said = |message: &str| {
        let error = proved().told(message).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refused, "{message}");
        assert!(!error.to_string().contains("other"), "{error}");
        error.said().unwrap().to_string()
    };
    assert_eq!(said("e=other-error"), "other-error");
    assert_eq!(said("e=other\u{1b}[31m-error,x=1"), "other\\u{1b}[31m-error");
}

#[test]
fn a071_a074_extensions_behind_it_mean_nothing() {
    for extensions in [",x=1", ",x=1,y=2", ",x=1,y=2,Z=three=3", ",x=v=AAAA", ",h=e=other-error"] {
        assert!(proved().told(right() + extensions).is_ok(), "{extensions}");
        assert_eq!(told(format!("v={}{extensions}", base64(&[7; 32]))), ErrorKind::ServerNotVerified);
    }
}

#[test]
fn a058_a_nul_anywhere_and_a055_what_is_not_utf_8() {
    let right = right() + ",x=1";
    for octet in [0, 0xff, 0xc3] {
        for at in 0..=right.len() {
            let mut message = right.clone().into_bytes();
            message.insert(at, octet);
            assert_eq!(told(message), ErrorKind::Peer, "{octet} at {at}");
        }
    }
}
