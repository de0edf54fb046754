//! What a ManageSieve client says, and what it makes of the server's lines.
use proptest::prelude::*;
use sasl_core::UntrustedText;
use sasl_mail::{
    Answer, Failure,
    line::Line,
    sieve::{
        Status,
        client::{CANCEL, Code, ServerResponse, authenticate, read, response},
        server::{self, challenge},
    },
};

fn failure(line: &str) -> (Failure, ServerResponse) {
    match read(line.as_bytes()) {
        Answer::Failure(meaning, said) => (meaning, said),
        other => panic!("{line}: {other:?}"),
    }
}

fn body(line: &str) -> &[u8] {
    line.strip_suffix("\r\n").unwrap().as_bytes()
}

#[test]
fn a113_empty_is_a_pair_of_quotes_and_an_equals_sign_is_nothing() {
    assert_eq!(&*authenticate("EXTERNAL", Some(b"")).unwrap().line, "AUTHENTICATE \"EXTERNAL\" \"\"\r\n");
    assert_eq!(&*authenticate("EXTERNAL", None).unwrap().line, "AUTHENTICATE \"EXTERNAL\"\r\n");
    assert_eq!((&**response(b""), &*challenge(b"")), ("\"\"\r\n", "\"\"\r\n"));
    for line in ["\"=\"", "{1+}\r\n="] {
        assert!(matches!(server::response(line.as_bytes(), 12288), Line::Undecodable), "{line}");
        assert!(matches!(read(line.as_bytes()), Answer::Undecodable), "{line}");
    }
}

#[test]
fn a_message_is_quoted_up_to_1024_and_then_a_literal() {
    let longest = [7; 768];
    for (message, begins, literal) in
        [(&longest[..], "\"", false), (&[7; 769], "{1028", true), (&[7; 9216], "{12288", true)]
    {
        let (from_server, from_client) = (challenge(message), response(message));
        for line in [&from_server, &*from_client] {
            assert!(line.starts_with(begins), "{line}");
        }
        assert_eq!(from_client.contains("+}\r\n"), literal);
        assert!(!from_server.contains("+}\r\n"));
        let Answer::Challenge(read) = read(body(&from_server)) else { panic!() };
        assert_eq!(*read, *message);
        let Line::Response(read) = server::response(body(&from_client), 12288) else { panic!() };
        assert_eq!(*read, *message);
        // A server's literal is read in a client's manner, too.
        assert!(matches!(read_challenge(&from_client), Answer::Challenge(_)));
    }
    let longer = response(&[7; 9217]);
    assert!(matches!(server::response(body(&longer), 12288), Line::TooLong));
}

fn read_challenge(line: &str) -> Answer<ServerResponse> {
    read(body(line))
}

#[test]
fn the_star_cancels_as_a_string() {
    for line in [body(CANCEL), b"\"*\"", b"{1+}\r\n*"] {
        assert!(matches!(server::response(line, 12288), Line::Cancel));
    }
    for line in [&b"*"[..], b"\"**\"", b"\"* \"", b"\"*\" ", b"\"\\*\""] {
        assert!(matches!(server::response(line, 12288), Line::Undecodable), "{}", line.escape_ascii());
    }
}

#[test]
fn a059_a_response_is_one_string_of_canonical_base64() {
    let bad: &[&[u8]] = &[
        b"",
        b"YQ==",
        b"\"YQ==",
        b"YQ==\"",
        b"\"YQ==\" ",
        b" \"YQ==\"",
        b"\"YQ==\" \"YQ==\"",
        b"\"YQ==\"\"YQ==\"",
        b"\"YQ\"",
        b"\"YR==\"",
        b"\"YQ==YQ==\"",
        b"\"Y Q==\"",
        b"\"YQ=\\n\"",
        b"\"YW\tJj\"",
        b"\"\\Y\"",
        b"\"\\\"\"",
        b"\"\\\\\"",
        b"\"\xff\"",
        b"\"YQ==\0\"",
        b"(\"YQ==\")",
        b"{4+}\r\nYQ=",
        b"{4+}\r\nYQ== ",
        b"{4+}YQ==",
        b"{4+}\nYQ==",
        b"{}\r\n",
        b"{+}\r\n",
        b"{-4}\r\nYQ==",
        b"{99999999999999999999+}\r\nYQ==",
        b"{4+\r\nYQ==",
        b"{4+}\r\nYQ=\n",
        b"\"YQ==\"\tuser=root",
    ];
    for line in bad {
        assert!(matches!(server::response(line, 12288), Line::Undecodable), "{}", line.escape_ascii());
        let answer = read(line);
        assert!(
            matches!(answer, Answer::Undecodable | Answer::ProtocolError),
            "{}: {answer:?}",
            line.escape_ascii()
        );
    }
}

#[test]
fn every_code_has_its_meaning() {
    let other = |code: &[u8]| Some(Code::Other(UntrustedText::new(code)));
    let rows = [
        ("NO \"No\"", Failure::Other, Status::No, None),
        ("no \"No\"", Failure::Other, Status::No, None),
        ("NO", Failure::Other, Status::No, None),
        ("NO {2}\r\nNo", Failure::Other, Status::No, None),
        ("BYE \"No\"", Failure::Other, Status::Bye, None),
        ("BYE (TRYLATER) \"No\"", Failure::Unavailable, Status::Bye, Some(Code::TryLater)),
        ("NO (TRYLATER)", Failure::Unavailable, Status::No, Some(Code::TryLater)),
        ("NO (trylater) \"No\"", Failure::Unavailable, Status::No, Some(Code::TryLater)),
        ("NO (AUTH-TOO-WEAK) \"No\"", Failure::WeakMechanism, Status::No, Some(Code::AuthTooWeak)),
        ("NO (ENCRYPT-NEEDED) \"No\"", Failure::NeedsTls, Status::No, Some(Code::EncryptNeeded)),
        ("NO (TRANSITION-NEEDED) \"No\"", Failure::NeedsTransition, Status::No, Some(Code::TransitionNeeded)),
        ("NO (QUOTA/MAXSIZE) \"No\"", Failure::Other, Status::No, other(b"QUOTA/MAXSIZE")),
        ("BYE (REFERRAL \"sieve://x\") \"No\"", Failure::Other, Status::Bye, other(b"REFERRAL")),
        ("NO (X-A (\"b\" 1 (c))) \"No\"", Failure::Other, Status::No, other(b"X-A")),
        ("NO (TRYLATERX) \"No\"", Failure::Other, Status::No, other(b"TRYLATERX")),
        ("NO \"(TRYLATER)\"", Failure::Other, Status::No, None),
        ("NO (SASL \"YQ==\") \"No\"", Failure::Other, Status::No, Some(Code::Sasl)),
    ];
    for (line, meaning, status, code) in rows {
        let (found, said) = failure(line);
        assert_eq!((found, said.status, said.code), (meaning, status, code), "{line}");
    }
    assert_eq!(failure("NO \"a \\\"b\\\" \\\\c\"").1.text.as_untrusted_str(), "a \"b\" \\c");
}

#[test]
fn a117_success_with_its_data_and_without() {
    let rows: [(&str, Option<&[u8]>); 8] = [
        ("OK", None),
        ("ok \"in\"", None),
        ("OK \"in\"", None),
        ("OK (SASL \"YQ==\") \"in\"", Some(b"a")),
        ("OK (SASL \"YQ==\")", Some(b"a")),
        ("OK (sasl \"\") \"in\"", Some(b"")),
        ("OK (SASL {4}\r\nYQ==) \"in\"", Some(b"a")),
        ("OK (WARNINGS) \"in\"", None),
    ];
    for (line, data) in rows {
        let Answer::Success(read, _) = read(line.as_bytes()) else { panic!("{line}") };
        assert_eq!(read.as_deref(), data, "{line}");
    }
    let nonsense = [
        "",
        "O",
        "OKAY",
        "OK ",
        "OK  \"in\"",
        "OK in",
        "OK \"in\" \"out\"",
        "OK (SASL \"YQ\") \"in\"",
        "OK (SASL \"YR==\")",
        "OK (SASL \"YQ==\"",
        "OK () \"in\"",
        "OK (\"SASL\" \"YQ==\") \"in\"",
        "OK (SASL \"YQ==\") (SASL \"YQ==\")",
        "OK (",
        "OK )",
        "OK \"in",
        "OK \"a\\nb\"",
        "OK {9}\r\nin",
        "\"OK\" \"in\"",
        "(OK)",
        "235 ok",
        "+OK",
        "* OK in",
        "YES \"in\"",
    ];
    for line in nonsense {
        assert!(matches!(read(line.as_bytes()), Answer::ProtocolError), "{line}");
    }
}

proptest! {
    #[test]
    fn no_line_panics(line: Vec<u8>, text in "[ -~\r\n\"(){}+0-9]*") {
        for line in [line, text.clone().into(), format!("OK ({text}").into(), format!("\"{text}").into(), format!("{{{text}").into()] {
            let _ = (read(&line), server::response(&line, 100));
        }
    }

    #[test]
    fn a063_nothing_but_base64_leaves_either_end(message in prop::collection::vec(any::<u8>(), 0..2000), user in ".*[\r\n\"*=].*") {
        for message in [&message[..], user.as_bytes()] {
            for (line, is_client) in [(challenge(message), false), (response(message).to_string(), true)] {
                let inner = match line.strip_prefix('"') {
                    Some(quoted) => quoted.strip_suffix("\"\r\n").unwrap().to_owned(),
                    None => {
                        let (length, rest) = line.strip_prefix('{').unwrap().split_once("}\r\n").unwrap();
                        let inner = rest.strip_suffix("\r\n").unwrap();
                        prop_assert_eq!(length, format!("{}{}", inner.len(), if is_client { "+" } else { "" }));
                        inner.to_owned()
                    }
                };
                prop_assert!(inner.bytes().all(|c| c.is_ascii_alphanumeric() || b"+/=".contains(&c)));
                let Line::Response(read) = server::response(body(&line), usize::MAX) else { panic!() };
                prop_assert_eq!(&*read, message);
            }
        }
    }
}
