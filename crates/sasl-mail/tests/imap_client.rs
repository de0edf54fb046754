//! What an IMAP client makes of the server's lines.
use proptest::prelude::*;
use sasl_mail::{
    Answer, Failure,
    imap::{
        Status,
        client::{Code, ServerResponse, read},
        server::challenge,
    },
};

fn failure(line: &str) -> (Failure, ServerResponse) {
    match read("a1", line.as_bytes()) {
        Answer::Failure(meaning, said) => (meaning, said),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn challenges() {
    for message in [&b""[..], b"a", b"r=abc,s=def,i=4096", &[0xff; 300]] {
        let line = challenge(message);
        let answer = read("a1", line.strip_suffix("\r\n").unwrap().as_bytes());
        assert!(matches!(answer, Answer::Challenge(read) if *read == *message));
    }
    assert_eq!((&*challenge(b""), &*challenge(b"a")), ("+ \r\n", "+ YQ==\r\n"));
    for bad in ["+ Go ahead", "+ =", "+ YQ", "+ YR==", "+  YQ==", "+ YQ== ", "+ \t", "+ *"] {
        assert!(matches!(read("a1", bad.as_bytes()), Answer::Undecodable), "{bad}");
    }
}

#[test]
fn a115_a_plus_without_a_space() {
    assert!(matches!(read("a1", b"+"), Answer::Challenge(message) if message.is_empty()));
    assert!(matches!(read("a1", b"+ "), Answer::Challenge(message) if message.is_empty()));
    assert!(matches!(read("a1", b"+YQ=="), Answer::Challenge(message) if *message == *b"a"));
}

#[test]
fn every_code_has_its_meaning() {
    let rows = [
        ("AUTHENTICATIONFAILED", Failure::BadCredentials, Code::AuthenticationFailed),
        ("AUTHORIZATIONFAILED", Failure::NotAuthorized, Code::AuthorizationFailed),
        ("EXPIRED", Failure::Expired, Code::Expired),
        ("PRIVACYREQUIRED", Failure::NeedsTls, Code::PrivacyRequired),
        ("CONTACTADMIN", Failure::Disabled, Code::ContactAdmin),
        ("UNAVAILABLE", Failure::Unavailable, Code::Unavailable),
    ];
    for (word, meaning, code) in rows {
        for word in [word.to_owned(), word.to_lowercase()] {
            let (found, said) = failure(&format!("a1 NO [{word}] Some text"));
            assert_eq!((found, said.code.as_ref()), (meaning, Some(&code)));
            assert_eq!((said.status, said.text.as_untrusted_str()), (Status::No, "Some text"));
        }
        let (found, said) = failure(&format!("a1 NO [{word}X] Some text"));
        assert!(found == Failure::Other && matches!(said.code, Some(Code::Other(_))), "codes count whole");
    }
}

#[test]
fn without_a_code_nothing_is_guessed() {
    for line in
        ["a1 NO Wrong password", "a1 NO", "a1 NO ", "a1 no [ALERT] AUTHENTICATIONFAILED", "a1 NO [EXPIRED"]
    {
        assert_eq!(failure(line).0, Failure::Other, "{line}");
    }
    for line in ["a1 BAD", "a1 bad Cancelled", "a1 BAD [CLIENTBUG] What?"] {
        assert_eq!(failure(line).0, Failure::Syntax, "{line}");
    }
}

#[test]
fn success_is_tagged_ok_and_nothing_else() {
    for line in ["a1 OK Welcome", "a1 ok", "a1 OK [CAPABILITY IMAP4rev1] Hi"] {
        assert!(
            matches!(read("a1", line.as_bytes()), Answer::Success(None, said) if said.status == Status::Ok),
            "{line}"
        );
    }
    let Answer::Success(None, said) = read("a1", b"a1 OK [CAPABILITY SASL-IR AUTH=PLAIN] Hi") else {
        panic!()
    };
    assert!(
        matches!(&said.code, Some(Code::Capability(list)) if list.sasl_ir && list.mechanisms.contains("PLAIN"))
    );
    assert_eq!(said.text.as_untrusted_str(), "Hi");
    for line in ["* OK Still here", "* PREAUTH Hi", "* BYE", "* CAPABILITY IMAP4rev1"] {
        assert!(matches!(read("a1", line.as_bytes()), Answer::Incomplete), "{line}");
    }
    let nonsense = [
        "a2 OK",
        "a11 OK",
        "A1 OK",
        "a1",
        "a1OK",
        "a1  OK",
        "a1 OKAY",
        "a1 PREAUTH",
        " OK",
        "OK",
        "",
        "*",
        "a1\tOK",
    ];
    for line in nonsense {
        assert!(matches!(read("a1", line.as_bytes()), Answer::ProtocolError), "{line}");
    }
    assert!(matches!(read("", b" OK"), Answer::ProtocolError), "an empty tag is not one");
}

#[test]
fn the_servers_words_are_untrusted() {
    let (_, said) = failure("a1 NO [X\x1b[2J] \x1b[31mred");
    let (shown, inner) = (format!("{}", said.text), format!("{:?}", said.code));
    assert!(!shown.contains('\x1b') && !inner.contains('\x1b'));
}

proptest! {
    #[test]
    fn no_line_panics(line: Vec<u8>, tag in ".*", rest in "[ -~\r\n]*") {
        let _ = (read(&tag, &line), read(&tag, rest.as_bytes()), read("a1", format!("a1 {rest}").as_bytes()));
        let _ = (read("a1", format!("a1 NO [{rest}").as_bytes()), read("a1", format!("+{rest}").as_bytes()));
    }
}
