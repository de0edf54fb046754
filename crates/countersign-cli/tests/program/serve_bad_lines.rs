//! Bad input around commands: bounded and answered, without effect on other connections.
use crate::support::{
    ALL, Protocol, Protocol::Imap, Protocol::Pop3, Protocol::Sieve, Protocol::Smtp, Serve, TOO_LONG, Wire,
};

/// Checks that this connection and others continue normally.
#[track_caller]
fn goes_on(serve: &Serve, mut wire: Wire, protocol: Protocol) {
    assert!(wire.log_in(protocol), "on the same connection");
    assert_eq!(serve.result(), "accepted");
    serve.logged_in(protocol);
}

#[test]
fn a_line_that_is_too_long_is_answered_and_discarded() {
    let serve = Serve::start();
    for length in [65_537, 100_000, 1_000_000] {
        for protocol in ALL {
            let mut wire = serve.clear(protocol);
            let tag = if protocol == Imap { "t " } else { "" };
            wire.send([tag.to_owned(), "x".repeat(length), "\r\n".to_owned()].concat());
            let line = wire.line();
            // In IMAP the tag is lost with the line.
            let expected = TOO_LONG.begins(protocol).replace("t BAD", "* BAD");
            assert!(line.starts_with(&expected), "{protocol:?}: {line}");
            goes_on(&serve, wire, protocol);
        }
    }
}

#[test]
fn an_endless_line_ends_the_connection_with_a_farewell() {
    let serve = Serve::start();
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        let chunk = vec![b'x'; 65_536];
        // The server stops reading at some point; it must come before 64 MiB.
        let refused = (0..1024).any(|_| wire.try_send(&chunk).is_err());
        assert!(refused, "{protocol:?}: it reads on and on");
        serve.logged_in(protocol);
    }
    // If the line is not much longer than the limit, the farewell can be read.
    for protocol in ALL {
        let farewell = protocol.pick(["* BYE ", "500 5.5.6 ", "-ERR The line is too long", "BYE "]);
        let mut wire = serve.clear(protocol);
        wire.send(vec![b'x'; 1_300_000]);
        wire.half_close();
        let rest = wire.rest();
        assert!(rest.last().is_some_and(|line| line.starts_with(farewell)), "{protocol:?}: {rest:?}");
    }
}

#[test]
fn octets_that_are_not_text_are_not_a_command() {
    let serve = Serve::start();
    for octets in [b"\0".as_slice(), b"\xff\xfe", b"NO\0OP", b"\x7f\x01\x02", b"NOOP\0", b"\xc3\x28"] {
        let mut wire = serve.clear(Imap);
        assert!(wire.imap(octets)[0].starts_with("t BAD "), "{octets:?}");
        goes_on(&serve, wire, Imap);
        let mut wire = serve.clear(Smtp);
        assert!(wire.smtp(octets)[0].starts_with("500 5.5.1 "), "{octets:?}");
        goes_on(&serve, wire, Smtp);
        let mut wire = serve.clear(Pop3);
        assert_eq!(wire.pop3(octets), "-ERR Unknown command", "{octets:?}");
        goes_on(&serve, wire, Pop3);
        let mut wire = serve.clear(Sieve);
        assert!(wire.sieve(octets)[0].starts_with("NO \"Unknown command"), "{octets:?}");
        goes_on(&serve, wire, Sieve);
    }
}

#[test]
fn lines_that_end_in_lf_alone_are_refused() {
    let serve = Serve::start();
    for (protocol, line, reply) in [
        (Imap, "t NOOP\n", "* BAD Lines end in CRLF"),
        (Imap, "\n", "* BAD Lines end in CRLF"),
        (Smtp, "NOOP\n", "500 5.5.2 Lines end in CRLF"),
        (Smtp, "\n", "500 5.5.2 Lines end in CRLF"),
        (Pop3, "NOOP\n", "-ERR Lines end in CRLF"),
        (Sieve, "NOOP\n", "NO \"Lines end in CRLF\""),
        (Sieve, "\"\n", "NO \"Lines end in CRLF\""),
    ] {
        let mut wire = serve.clear(protocol);
        wire.send(line);
        assert_eq!(wire.line(), reply);
        goes_on(&serve, wire, protocol);
    }
}

#[test]
fn a_command_without_a_proper_tag_is_answered_without_one() {
    let serve = Serve::start();
    let long = "x".repeat(1_000);
    for tag in ["", "*", "+", "a+b", "(", "a{", "\"t\"", "\\", "t\u{e4}", "a*", "%", "\t", &long] {
        let mut wire = serve.clear(Imap);
        wire.send(format!("{tag} NOOP\r\n"));
        let line = wire.line();
        assert!(line.starts_with("* BAD "), "{tag:?}: {line}");
        goes_on(&serve, wire, Imap);
    }
    for tag in ["a", "]", "A0001", "!", "t-1", "a/b=c"] {
        let mut wire = serve.clear(Imap);
        wire.send(format!("{tag} NOOP\r\n"));
        assert_eq!(wire.line(), format!("{tag} OK NOOP completed"));
    }
    for line in ["t", "t ", " ", "", "t  NOOP", "t NOOP x"] {
        let mut wire = serve.clear(Imap);
        wire.send(format!("{line}\r\n"));
        let reply = wire.line();
        assert!(reply.contains(" BAD "), "{line:?}: {reply}");
        goes_on(&serve, wire, Imap);
    }
}

#[test]
fn a_literal_that_is_too_long_is_refused_before_it_comes() {
    let serve = Serve::start();
    for literal in ["{4294967295}", "{99999999999999999999}", "{4097}", "{18446744073709551616}"] {
        let mut wire = serve.tls(Imap);
        wire.send(format!("t LOGIN {literal}\r\n"));
        assert_eq!(wire.line(), "t BAD Literal too long", "{literal}");
        goes_on(&serve, wire, Imap);
    }
    // Octets on their way cannot be distinguished from commands: the connection ends.
    for literal in ["{4294967295+}", "{99999999999999999999+}", "{4097+}"] {
        let mut wire = serve.tls(Imap);
        wire.send(format!("t LOGIN {literal}\r\n"));
        let rest = wire.rest();
        assert_eq!(rest, ["t BAD Literal too long", "* BYE Cannot parse what follows"], "{literal}");
        serve.logged_in(Imap);
    }
    for odd in ["{}", "{+}", "{-1}", "{0x10}", "{1 }", "{+1}"] {
        let mut wire = serve.tls(Imap);
        assert!(wire.imap(format!("LOGIN {odd}"))[0].starts_with("t BAD "), "{odd}");
        goes_on(&serve, wire, Imap);
    }
}

#[test]
fn a038_a_command_does_not_grow_without_end_through_its_literals() {
    let serve = Serve::start();
    let mut wire = serve.clear(Imap);
    let part = [b"x".repeat(60_000), b" {0+}\r\n".to_vec()].concat();
    wire.send("t LOGIN {0+}\r\n");
    let refused = (0..1_000).any(|_| wire.try_send(&part).is_err());
    assert!(refused, "60 MB of one command have been taken");
    serve.logged_in(Imap);
}

#[test]
fn ten_thousand_empty_commands_end_the_connection() {
    let serve = Serve::start();
    let farewells = [
        "* BYE Too many mistakes",
        "421 4.7.0 Too many mistakes",
        "-ERR Too many mistakes",
        "BYE \"Too many mistakes\"",
    ];
    for protocol in ALL {
        let farewell = protocol.pick(farewells);
        let mut wire = serve.clear(protocol);
        // It may be closed before all are sent.
        let _ = wire.try_send("\r\n".repeat(10_000));
        let rest = wire.rest();
        assert!(rest.len() < 100, "{protocol:?}: {} replies", rest.len());
        assert_eq!(rest.last().map(String::as_str), Some(farewell));
        serve.logged_in(protocol);
    }
}

#[test]
fn a_client_that_never_logs_in_is_disconnected() {
    let serve = Serve::with(&["--login-timeout", "1"]);
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        let command = protocol.pick(["t NOOP\r\n", "NOOP\r\n", "CAPA\r\n", "NOOP\r\n"]);
        // Until a write fails, which is some time after the server has closed.
        let left = (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            wire.try_send(command).is_err()
        });
        assert!(left, "{protocol:?}: it is still there after twenty seconds");
        serve.logged_in(protocol);
    }
}

#[test]
fn a_client_that_never_reads_is_disconnected() {
    let serve = Serve::with(&["--login-timeout", "2"]);
    for protocol in ALL {
        let command =
            protocol.pick(["t CAPABILITY\r\n", "EHLO client.example\r\n", "CAPA\r\n", "CAPABILITY\r\n"]);
        let mut wire = serve.clear(protocol);
        let many = command.repeat(5_000);
        // Replies fill the buffers, then the server neither writes nor reads.
        let left = (0..2_000).any(|_| wire.try_send(&many).is_err());
        assert!(left, "{protocol:?}: it keeps taking commands");
        serve.logged_in(protocol);
    }
}
