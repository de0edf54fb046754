//! What a POP3 client makes of the server's lines.
use proptest::prelude::*;
use sasl_core::UntrustedText;
use sasl_mail::{
    Answer, Failure,
    pop3::{
        client::{Code, ServerResponse, read},
        server::challenge,
    },
};

fn failure(line: &str) -> (Failure, ServerResponse) {
    match read(line.as_bytes()) {
        Answer::Failure(meaning, said) => (meaning, said),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn a115_challenges_with_and_without_a_space() {
    for message in [&b""[..], b"a", b"Username:", &[0xff; 300]] {
        let line = challenge(message);
        let answer = read(line.strip_suffix("\r\n").unwrap().as_bytes());
        assert!(matches!(answer, Answer::Challenge(read) if *read == *message));
    }
    assert!(matches!(read(b"+"), Answer::Challenge(message) if message.is_empty()));
    for bad in ["+ Go ahead", "+ =", "+ YQ", "+ YR==", "+  YQ==", "+ YQ== ", "+ +OK"] {
        assert!(matches!(read(bad.as_bytes()), Answer::Undecodable), "{bad}");
    }
}

#[test]
fn every_code_has_its_meaning() {
    let rows = [
        ("-ERR [AUTH] Wrong", Failure::BadCredentials, Some(Code::Auth), "Wrong"),
        ("-ERR [auth] Wrong", Failure::BadCredentials, Some(Code::Auth), "Wrong"),
        ("-ERR [AUTH/PASSWORD] Wrong", Failure::BadCredentials, Some(Code::Auth), "Wrong"),
        ("-ERR [SYS/TEMP] Later", Failure::Unavailable, Some(Code::SysTemp), "Later"),
        ("-ERR [sys/temp/disk] Later", Failure::Unavailable, Some(Code::SysTemp), "Later"),
        ("-ERR [SYS/PERM] Ask", Failure::Disabled, Some(Code::SysPerm), "Ask"),
        ("-ERR [IN-USE] Busy", Failure::Unavailable, Some(Code::InUse), "Busy"),
        ("-ERR [LOGIN-DELAY] Slow", Failure::Unavailable, Some(Code::LoginDelay), "Slow"),
        ("-ERR [SYS] No", Failure::Other, Some(Code::Other(UntrustedText::new(b"SYS"))), "No"),
        ("-ERR [AUTHX] No", Failure::Other, Some(Code::Other(UntrustedText::new(b"AUTHX"))), "No"),
        ("-ERR [] No", Failure::Other, Some(Code::Other(UntrustedText::new(b""))), "No"),
        ("-ERR [AUTH No", Failure::Other, None, "[AUTH No"),
        ("-ERR Wrong [AUTH]", Failure::Other, None, "Wrong [AUTH]"),
        ("-ERR wrong password", Failure::Other, None, "wrong password"),
        ("-ERR", Failure::Other, None, ""),
        ("-ERR ", Failure::Other, None, ""),
        ("-ERR [AUTH]", Failure::BadCredentials, Some(Code::Auth), ""),
    ];
    for (line, meaning, code, text) in rows {
        let (found, said) = failure(line);
        assert_eq!((found, said.code, said.text.as_untrusted_str()), (meaning, code, text), "{line}");
    }
}

#[test]
fn success_is_plus_ok_and_nothing_else() {
    for line in ["+OK", "+OK ", "+OK Welcome", "+OK [AUTH] Welcome"] {
        assert!(matches!(read(line.as_bytes()), Answer::Success(None, _)), "{line}");
    }
    for line in [
        "", "OK", "+ok", "+Ok in", "+OKAY", "+OK\t", " +OK", "+YQ==", "-err", "-ERRX", "-", "* OK", "235 Ok",
        ".",
    ] {
        assert!(matches!(read(line.as_bytes()), Answer::ProtocolError), "{line}");
    }
}

proptest! {
    #[test]
    fn no_line_panics(line: Vec<u8>, text in "[ -~\r\n]*") {
        for line in [line, text.clone().into(), format!("-ERR {text}").into(), format!("-ERR [{text}").into()] {
            let answer = read(&line);
            prop_assert_eq!(matches!(answer, Answer::Success(..)), line == b"+OK" || line.starts_with(b"+OK "));
        }
    }
}
