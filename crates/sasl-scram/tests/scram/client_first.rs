//! Client-first-messages that a server refuses at once, before anybody is looked up.
use crate::{
    challenged::begin,
    ends::{BARE, End, PLUS, ended, offer},
};
use sasl_core::{BindingKind::TlsExporter, Profile, Step};
use sasl_testkit::entropy;

/// How the server ends the exchange; nothing if it goes on.
fn refused(name: &str, message: &[u8]) -> Option<End> {
    match offer(Profile::LDAP, &[TlsExporter]).start(name, Some(message), entropy(2)).unwrap() {
        Step::Done(verdict) => Some(ended(&verdict)),
        Step::Ask(_) => None,
        other => panic!("{other:?}"),
    }
}

fn malformed(value: &str) -> Option<End> {
    Some(("malformed", format!("e={value}")))
}

fn all_refused(messages: &[&str], value: &str) {
    for message in messages {
        assert_eq!(refused(BARE, message.as_bytes()), malformed(value), "{message:?}");
        let bound = message.replacen("n,", "p=tls-exporter,", 1);
        assert!(refused(PLUS, bound.as_bytes()).is_some(), "{bound:?}");
    }
}

#[test]
fn what_is_well_formed_is_not_refused() {
    for message in [
        "n,,n=u,r=12345678",
        "n,a=u,n=u,r=12345678",
        "n,,n=u=2Cv=3D,r=!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~",
        "n,,n=u v,r=12345678",
        "n,,n=u,r=12345678,x=1,Y=two,z=p=AAAA",
    ] {
        assert_eq!(refused(BARE, message.as_bytes()), None, "{message:?}");
        let bound = message.replacen("n,", "p=tls-exporter,", 1);
        assert_eq!(refused(PLUS, bound.as_bytes()), None, "{bound:?}");
    }
}

#[test]
fn a120_truncated() {
    let grammar =
        ["", "n", "n,", "n,,", "n,a", "n,x", "n,,n", "n,,n=", "n,,n=u", "n,,n=u,", "n,,n=u,r", "n,,n=u,r="];
    all_refused(&grammar, "invalid-encoding");
    all_refused(&["n,,n=u,r=12345678,", "n,,n=u,r=12345678,x", "n,,n=u,r=12345678,x="], "invalid-encoding");
}

#[test]
fn a053_the_flag_is_missing_or_unknown() {
    let messages = [
        ",,n=u,r=12345678",
        ",n=u,r=12345678",
        "n=u,r=12345678",
        "N,,n=u,r=12345678",
        "Y,,n=u,r=12345678",
        "x,,n=u,r=12345678",
        "nn,,n=u,r=12345678",
        "n=,,n=u,r=12345678",
        " n,,n=u,r=12345678",
        "p,,n=u,r=12345678",
        "p=,,n=u,r=12345678",
        "P=tls-exporter,,n=u,r=12345678",
        "p=tls_exporter,,n=u,r=12345678",
        "p=tls-exporter ,,n=u,r=12345678",
        "p=tls-exporter=,,n=u,r=12345678",
    ];
    all_refused(&messages, "invalid-encoding");
    assert!(refused(BARE, b"p=tls-exp\0rter,,n=u,r=12345678").is_some());
    // RFC 5801 has an `F` for mechanisms that are not GSS-API's own; SCRAM has not.
    all_refused(&["F,n,,n=u,r=12345678"], "invalid-encoding");
}

#[test]
fn a105_an_identity_to_act_as_is_absent_or_has_a_name() {
    all_refused(&["n,a=,n=u,r=12345678"], "invalid-username-encoding");
    let messages =
        ["n,u,n=u,r=12345678", "n,A=u,n=u,r=12345678", "n,n=u,n=u,r=12345678", "n,a,n=u,r=12345678"];
    all_refused(&messages, "invalid-encoding");
    // Absent: nobody is asked for.
    let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", "n=amy,r=12345678").unwrap();
    let message = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
    let mut asked = false;
    let directory = crate::ends::directory();
    let mut directory = directory.authorizing(|question| {
        asked = question.requested().is_none();
        sasl_core::server::Decision::GrantAuthenticated
    });
    assert_eq!(crate::ends::end(challenged.then.receive(message.as_bytes()), &mut directory).0, "accepted");
    drop(directory);
    assert!(asked);
}

#[test]
fn a126_names_that_are_not_escaped_rightly() {
    for name in ["=", "a=", "a=2", "a=ZZ", "a=2c", "a=3d", "a=20", "==", "=2C=", "a=b"] {
        all_refused(
            &[&format!("n,,n={name},r=12345678"), &format!("n,a={name},n=u,r=12345678")],
            "invalid-username-encoding",
        );
    }
}

#[test]
fn a006_a005_nonces_that_are_too_short_too_long_or_not_printable() {
    let long = "x".repeat(513);
    for nonce in ["1234567", "1", "1234 5678", "1234\t5678", "12345678\u{7f}", "12345678\u{e4}", &long] {
        all_refused(&[&format!("n,,n=u,r={nonce}")], "other-error");
    }
    all_refused(&["n,,n=u,r="], "invalid-encoding");
}

#[test]
fn a019_attributes_twice_or_in_another_order() {
    let messages = [
        "n,,n=u,n=u,r=12345678",
        "n,,n=u,r=12345678,r=12345678",
        "n,,n=u,r=12345678,n=u",
        "n,,n=u,r=12345678,a=u",
        "n,,r=12345678,n=u",
        "n,,x=1,n=u,r=12345678",
        "n,,n=u,x=1,r=12345678",
        "n,,n=u,r=12345678,c=biws",
        "n,,n=u,r=12345678,p=AAAA",
        "n,,n=u,r=12345678,x=1,r=12345678",
        "n,,n=u,,r=12345678",
        "n,,,n=u,r=12345678",
        "n,,n=u,r=12345678,,x=1",
        "n,a=u,a=u,n=u,r=12345678",
    ];
    all_refused(&messages, "invalid-encoding");
}

#[test]
fn a073_attribute_names_have_a_case_and_are_letters() {
    let messages = [
        "n,,N=u,r=12345678",
        "n,,n=u,R=12345678",
        "n,,n=u,r=12345678,1=1",
        "n,,n=u,r=12345678,xx=1",
        "n,,n=u,r=12345678,=1",
        "n,,n=u,r=12345678,\u{e4}=1",
        "n,,n:u,r=12345678",
        "n,, n=u,r=12345678",
    ];
    all_refused(&messages, "invalid-encoding");
}

#[test]
fn a071_a_mandatory_extension_is_refused() {
    let messages = [
        "n,,m=x,n=u,r=12345678",
        "n,,n=u,m=x,r=12345678",
        "n,,n=u,r=12345678,m=x",
        "n,,n=u,r=12345678,x=1,m=x",
    ];
    all_refused(&messages, "extensions-not-supported");
}

#[test]
fn a058_a_nul_anywhere() {
    let message = b"n,a=bob,n=amy,r=12345678,x=1";
    for at in 0..=message.len() {
        let mut with_nul = message.to_vec();
        with_nul.insert(at, 0);
        let (word, data) = refused(BARE, &with_nul).expect("a NUL is refused");
        assert_eq!(word, "malformed", "{at}: {data}");
        if let Some(place) = with_nul.get_mut(at + 1) {
            // In the place of an octet.
            *place = 0;
            with_nul.remove(at);
            assert!(refused(BARE, &with_nul).is_some(), "{at}");
        }
    }
}

#[test]
fn a055_what_is_not_utf_8() {
    for message in [
        &b"n,,n=\xff,r=12345678"[..],
        b"n,,n=a\xc3,r=12345678",
        b"n,,n=\xed\xa0\x80,r=12345678",
        b"n,a=\xff,n=u,r=12345678",
        b"\xff,,n=u,r=12345678",
        b"n,,n=u,r=12345678,x=\xff",
        b"p=\xff,,n=u,r=12345678",
    ] {
        assert_eq!(refused(BARE, message).unwrap().0, "malformed", "{message:?}");
    }
}

#[test]
fn a049_names_and_messages_have_limits() {
    let name = |length| format!("n,,n={},r=12345678", "u".repeat(length));
    assert_eq!(refused(BARE, name(2048).as_bytes()), None);
    assert_eq!(refused(BARE, name(2049).as_bytes()), malformed("invalid-username-encoding"));
    let long = format!("n,,n=u,r=12345678,x={}", "1".repeat(65536));
    assert_eq!(refused(BARE, long.as_bytes()), Some(("too-long", String::new())));
}

#[test]
fn a112_no_message_at_all_is_asked_for() {
    let step = offer(Profile::MAIL, &[]).start(BARE, None, entropy(2)).unwrap();
    let Step::Send { message, then } = step else { panic!("{step:?}") };
    assert!(message.is_empty());
    assert!(matches!(then.receive(b"n,,n=amy,r=12345678"), Step::Ask(_)));
}
