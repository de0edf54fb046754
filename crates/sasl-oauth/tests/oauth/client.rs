//! The client: what it says, and what it makes of what it hears.
use crate::ends::{NAMES, dial, token};
use sasl_core::{Awaiting, Client, Error, ErrorKind, Step};

const WHY: &[u8] = b"{\"status\":\"invalid_token\"}\r\n\x1b[31m";

/// The client's answer to the server's reasons.
fn explained(name: &str) -> (Vec<u8>, Awaiting<Client>) {
    let (_, then) = dial(name, token("amy", "t")).unwrap();
    let Ok(Step::Send { message, then }) = then.receive(WHY) else { panic!() };
    (message.to_vec(), then)
}

#[test]
fn a054_the_answer_to_an_explanation() {
    assert_eq!(explained("OAUTHBEARER").0, b"\x01");
    assert_eq!(explained("XOAUTH2").0, b"");
}

#[test]
fn a030_the_explanation_is_untrusted_text_apart_from_the_error() {
    for name in NAMES {
        let error = explained(name).1.failure();
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert_eq!(error.said().unwrap().as_untrusted_str().as_bytes(), WHY);
        let shown = error.said().unwrap().to_string();
        assert!(
            shown.contains("invalid_token") && shown.bytes().all(|c| (b' '..=b'~').contains(&c)),
            "{shown}"
        );
        assert!(!error.to_string().contains("invalid_token"));
    }
}

#[test]
fn a_refusal_without_reasons() {
    for name in NAMES {
        let error: Error = dial(name, token("amy", "t")).unwrap().1.failure();
        assert_eq!((error.kind(), error.said()), (ErrorKind::Refused, None));
    }
}

#[test]
fn a007_after_an_explanation_there_is_no_yes_and_nothing_else_either() {
    for name in NAMES {
        for data in [None, Some(&b""[..]), Some(b"x")] {
            assert_eq!(explained(name).1.success(data).unwrap_err().kind(), ErrorKind::Peer, "{data:?}");
        }
        assert_eq!(explained(name).1.receive(WHY).unwrap_err().kind(), ErrorKind::Peer);
    }
}

#[test]
fn a_yes() {
    for name in NAMES {
        for data in [None, Some(&b""[..])] {
            let Ok(Step::Done(done)) = dial(name, token("amy", "t")).unwrap().1.success(data) else {
                panic!()
            };
            assert_eq!((done.mechanism(), done.server_verified(), done.binding()), (name, false, None));
        }
        let data = dial(name, token("amy", "t")).unwrap().1.success(Some(b"x"));
        assert_eq!(data.unwrap_err().kind(), ErrorKind::Peer);
    }
}

#[test]
fn a058_a063_a075_what_a_client_does_not_send() {
    for name in NAMES {
        for bad in ["\0", "\x01", "a\x01b", "a\r\nb", "\t", "\x7f"] {
            for it in [token(bad, "t"), token("amy", bad), token("amy", "t u"), token("amy", "")] {
                assert_eq!(dial(name, it).unwrap_err().kind(), ErrorKind::Application, "{name} {bad:?}");
            }
        }
        assert_eq!(dial(name, token("amy", "t\u{e9}")).unwrap_err().kind(), ErrorKind::Application);
    }
    for host in ["", "a b", "a\x01b", "a\0"] {
        let mut to = token("amy", "t");
        to = to.with_server(host, 993);
        assert_eq!(dial("OAUTHBEARER", to).unwrap_err().kind(), ErrorKind::Application, "{host:?}");
    }
}

#[test]
fn a_name_can_be_left_to_the_token() {
    assert_eq!(dial("OAUTHBEARER", token("", "t")).unwrap().0, b"n,,\x01auth=Bearer t\x01\x01");
    assert_eq!(dial("XOAUTH2", token("", "t")).unwrap_err().kind(), ErrorKind::Application);
}
