//! What an SMTP client makes of the server's lines.
use proptest::prelude::*;
use sasl_mail::{
    Answer, Failure,
    smtp::{
        Enhanced,
        client::{ServerResponse, read},
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
fn challenges() {
    for message in [&b""[..], b"a", b"Username:", &[0xff; 300]] {
        let line = challenge(message);
        let answer = read(line.strip_suffix("\r\n").unwrap().as_bytes());
        assert!(matches!(answer, Answer::Challenge(read) if *read == *message));
    }
    assert_eq!((&*challenge(b""), &*challenge(b"a")), ("334 \r\n", "334 YQ==\r\n"));
    assert!(matches!(read(b"334"), Answer::Challenge(message) if message.is_empty()));
    for bad in ["334 Go ahead", "334 =", "334 YQ", "334 YR==", "334  YQ==", "334 YQ== "] {
        assert!(matches!(read(bad.as_bytes()), Answer::Undecodable), "{bad}");
    }
}

#[test]
fn every_code_has_its_meaning() {
    let rows = [
        ("432 4.7.12 A password transition is needed", Failure::NeedsTransition),
        ("432 Once with PLAIN", Failure::NeedsTransition),
        ("454 4.7.12 Once with PLAIN", Failure::NeedsTransition),
        ("454 4.7.0 Later", Failure::Unavailable),
        ("454", Failure::Unavailable),
        ("421 4.3.2 Closing", Failure::Unavailable),
        ("451 4.7.8 Later", Failure::Unavailable),
        ("500 5.5.6 Too long", Failure::TooLong),
        ("500 5.5.1 What?", Failure::Syntax),
        ("501 5.5.2 Not base64", Failure::Syntax),
        ("501 5.5.4 Syntax: AUTH mechanism", Failure::Syntax),
        ("501 5.7.0 Cancelled", Failure::Cancelled),
        ("501", Failure::Syntax),
        ("502 5.5.1 Not implemented", Failure::NotOffered),
        ("503 5.5.1 Already", Failure::Other),
        ("504 5.5.4 No such mechanism", Failure::NotOffered),
        ("504 5.7.4 No such mechanism", Failure::NotOffered),
        ("524 5.7.11 TLS first", Failure::NeedsTls),
        ("525 5.7.13 Disabled", Failure::Disabled),
        ("535 5.7.13 Disabled", Failure::Disabled),
        ("530 5.7.0 Must issue a STARTTLS command first", Failure::NeedsTls),
        ("534 5.7.9 Too weak", Failure::WeakMechanism),
        ("534", Failure::WeakMechanism),
        ("535 5.7.8 Wrong", Failure::BadCredentials),
        ("535 5.7.3 Wrong", Failure::BadCredentials),
        ("535 Wrong", Failure::BadCredentials),
        ("550 5.7.8 Wrong", Failure::BadCredentials),
        ("538 5.7.11 TLS first", Failure::NeedsTls),
        ("538", Failure::NeedsTls),
        ("550 5.7.1 No", Failure::Other),
        ("554 No", Failure::Other),
        // Codes of two classes: only the three digits count.
        ("550 4.7.12 No", Failure::Other),
        ("535 2.7.0 Wrong", Failure::BadCredentials),
    ];
    for (line, meaning) in rows {
        assert_eq!(failure(line).0, meaning, "{line}");
    }
}

#[test]
fn the_parts_of_a_reply() {
    let parts = |line: &str| {
        let (_, said) = failure(line);
        (said.code, said.enhanced, said.text.as_untrusted_str().to_owned())
    };
    assert_eq!(parts("535 5.7.8 Wrong 5.7.9"), (535, Some(Enhanced(5, 7, 8)), "Wrong 5.7.9".into()));
    assert_eq!(parts("535 5.7.8"), (535, Some(Enhanced(5, 7, 8)), String::new()));
    assert_eq!(parts("535 5.7.139 X"), (535, Some(Enhanced(5, 7, 139)), "X".into()));
    assert_eq!(parts("535"), (535, None, String::new()));
    for text in
        ["4.7.8 X", "5.7 X", "5.7.8.9 X", "5..8 X", "5.7.1234 X", "5.7.+8 X", "15.7.8 X", "3.7.8 X", "5.7.8X"]
    {
        assert_eq!(parts(&format!("535 {text}")), (535, None, text.into()));
    }
}

#[test]
fn success_is_235_and_nothing_else() {
    for line in ["235 2.7.0 Welcome", "235 Welcome", "235", "235 "] {
        assert!(matches!(read(line.as_bytes()), Answer::Success(None, said) if said.code == 235), "{line}");
    }
    for line in ["235-2.7.0 Wel", "535-5.7.8 Wrong", "334-", "250-mx", "599-x"] {
        assert!(matches!(read(line.as_bytes()), Answer::Incomplete), "{line}");
    }
    let nonsense = [
        "", "2", "23", "2350", "235x", "235\t", " 235", "+235", "2:5 X", "4:0 X", "250 Ok", "220 Hi",
        "354 Go", "335 ", "199 X", "199-X", "600-X", "53x-X", "600 X", "000 X", "OK", "99 X", "٢٣٥ X",
    ];
    for line in nonsense {
        assert!(matches!(read(line.as_bytes()), Answer::ProtocolError), "{line}");
    }
}

proptest! {
    #[test]
    fn no_line_panics(line: Vec<u8>, code in 0_u16..1000, rest in "[ -~\r\n]*") {
        let _ = (read(&line), read(rest.as_bytes()));
        let answer = read(format!("{code:03} {rest}").as_bytes());
        prop_assert_eq!(matches!(answer, Answer::Success(..)), code == 235);
        prop_assert_eq!(matches!(answer, Answer::Failure(..)), (400..600).contains(&code));
    }
}
