//! `login` against a faulty server without TLS.
use crate::support::{
    ALL, Fake, PLAINTEXT, Protocol, Protocol::Imap, Protocol::Pop3, Protocol::Sieve, Protocol::Smtp, base64,
    greet, login,
};

#[test]
fn without_starttls_it_stops_unless_plaintext_is_requested() {
    for protocol in ALL {
        let fake = Fake::new(move |mut wire| greet(&mut wire, protocol, &["SCRAM-SHA-256", "PLAIN"]));
        let said = login(&fake.url(protocol.scheme()), &[]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.json()["message"].as_str().expect("a message").contains("--plaintext"));
        assert_eq!(fake.result(), "", "nothing has been sent");
    }
}

#[test]
fn a090_plaintext_takes_scram_and_never_sends_a_password_by_itself() {
    for protocol in ALL {
        let begins = |mechanism| {
            protocol.pick(["a2 AUTHENTICATE ", "AUTH ", "AUTH ", "AUTHENTICATE \""]).to_owned() + mechanism
        };
        let scheme = protocol.scheme();
        let fake = Fake::new(move |mut wire| greet(&mut wire, protocol, &["PLAIN", "SCRAM-SHA-256"]));
        login(&fake.url(scheme), PLAINTEXT);
        assert!(fake.result().starts_with(&begins("SCRAM-SHA-256")));

        let fake = Fake::new(move |mut wire| greet(&mut wire, protocol, &["PLAIN"]));
        let said = login(&fake.url(scheme), PLAINTEXT);
        assert_eq!((said.code, said.json()["error"].as_str()), (1, Some("no-mechanism")), "{said:?}");
        assert_eq!(fake.result(), "", "nothing has been sent");

        let fake = Fake::new(move |mut wire| greet(&mut wire, protocol, &["PLAIN"]));
        login(&fake.url(scheme), &["--plaintext", "--mechanism", "PLAIN"]);
        assert!(fake.result().starts_with(&begins("PLAIN")), "the user has requested it");
    }
}

#[test]
fn an_invalid_greeting_is_3() {
    for greeting in [
        "SSH-2.0-OpenSSH\r\n",
        "* BYE busy\r\n",
        "554 no\r\n",
        "-ERR no\r\n",
        "+ OK\r\n",
        "NO \"no\"\r\n",
        "BYE\r\n",
        "{70000}\r\n",
        "\r\n",
        "\0\r\n",
        "* OK\n",
        "220 x\n",
    ] {
        for scheme in ALL.map(Protocol::scheme) {
            let fake = Fake::new(move |mut wire| {
                wire.send(greeting);
                wire.rest()
            });
            let said = login(&fake.url(scheme), PLAINTEXT);
            assert_eq!(
                (said.code, said.json()["error"].as_str()),
                (3, Some("connection")),
                "{greeting:?}: {said:?}"
            );
            assert_eq!(fake.result(), [""; 0], "{greeting:?}: something has been sent");
        }
    }
}

#[test]
fn a_line_without_an_end_is_3() {
    for scheme in ALL.map(Protocol::scheme) {
        let fake = Fake::new(|mut wire| (0..1024).any(|_| wire.try_send([b'x'; 65_536]).is_err()));
        let said = login(&fake.url(scheme), PLAINTEXT);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(fake.result(), "it has read 64 MiB");
    }
}

#[test]
fn lines_without_an_end_are_3() {
    let lines = ["* OK still here\r\n", "220-still here\r\n", "+OK\r\n+OK\r\nSASL X\r\n", "\"X\" \"Y\"\r\n"];
    for protocol in ALL {
        let (scheme, many) = (protocol.scheme(), protocol.pick(lines).repeat(5_000));
        let fake = Fake::new(move |mut wire| (0..1024).any(|_| wire.try_send(&many).is_err()));
        let said = login(&fake.url(scheme), PLAINTEXT);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(fake.result(), "it has read all of them");
    }
}

#[test]
fn a144_preauth_ends_it_with_nothing_sent() {
    for arguments in [&[][..], PLAINTEXT] {
        let fake = Fake::new(|mut wire| {
            wire.send("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome\r\n");
            wire.rest()
        });
        let said = login(&fake.url("imap"), arguments);
        assert_eq!(said.code, 3, "{said:?}");
        assert_eq!(fake.result(), [""; 0], "something has been sent");
    }
}

#[test]
fn a007_success_before_the_proof_is_4() {
    let rows = [
        (Imap, "a2 OK you are in\r\n"),
        (Smtp, "235 2.7.0 you are in\r\n"),
        (Pop3, "+OK you are in\r\n"),
        (Sieve, "OK \"you are in\"\r\n"),
    ];
    for (protocol, yes) in rows {
        let scheme = protocol.scheme();
        let fake = Fake::new(move |mut wire| {
            greet(&mut wire, protocol, &["SCRAM-SHA-256"]);
            wire.send(yes);
            wire.rest()
        });
        let said = login(&fake.url(scheme), PLAINTEXT);
        assert_eq!((said.code, said.json()["error"].as_str()), (4, Some("server-not-verified")), "{said:?}");
        fake.result();
    }
}

#[test]
fn a115_a_challenge_needs_no_space_where_nothing_follows() {
    let fake = Fake::new(|mut wire| {
        wire.send("* OK hello\r\n");
        wire.line();
        // Without SASL-IR the response waits for the empty challenge.
        wire.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na0 OK done\r\n");
        let command = wire.line();
        wire.send("+\r\n");
        let response = wire.line();
        wire.send("a2 OK yes\r\n");
        (command, response)
    });
    let said = login(&fake.url("imap"), &["--plaintext", "--mechanism", "PLAIN"]);
    assert_eq!(said.code, 0, "{said:?}");
    let response = base64("\0alice\0wonderland");
    assert_eq!(fake.result(), ("a2 AUTHENTICATE PLAIN".to_owned(), response));
}

#[test]
fn a114_a_password_is_not_sent_in_reply_to_another_prompt() {
    let fake = Fake::new(|mut wire| {
        let command = greet(&mut wire, Smtp, &["PLAIN"]);
        // The server has the response already, and asks for something else.
        wire.send(format!("334 {}\r\n", base64("User Name")));
        (command, wire.rest())
    });
    let said = login(&fake.url("smtp"), &["--plaintext", "--mechanism", "PLAIN"]);
    assert_eq!(said.code, 3, "{said:?}");
    let (_, last) = fake.result();
    assert_eq!(last, ["*"]);
}

#[test]
fn a007_a_wrong_proof_with_success_is_no_success() {
    for data in [String::new(), base64("v=AAAA"), base64("v="), base64("e=other-error"), "!".into()] {
        let fake = Fake::new(move |mut wire| {
            greet(&mut wire, Sieve, &["SCRAM-SHA-256"]);
            wire.send(format!("OK (SASL \"{data}\") \"you are in\"\r\n"));
            wire.rest()
        });
        let said = login(&fake.url("sieve"), PLAINTEXT);
        assert!(matches!(said.code, 1 | 3 | 4), "{said:?}");
        assert_eq!(said.json()["ok"], false);
        fake.result();
    }
}
