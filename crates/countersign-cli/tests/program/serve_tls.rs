//! Failed TLS, idle connections, and the timeout.
use crate::support::{
    ALL, IMPLICIT, Protocol, Protocol::Imap, Protocol::Pop3, Protocol::Sieve, Protocol::Smtp, Serve, Wire,
    client_first, wrong_final,
};

fn authenticate(protocol: Protocol) -> Vec<u8> {
    [protocol.begin("SCRAM-SHA-256", Some(client_first().as_bytes())).as_slice(), b"\r\n"].concat()
}

#[track_caller]
fn challenge(wire: &mut Wire, protocol: Protocol) -> String {
    let line = wire.line();
    protocol.challenge(&line).unwrap_or_else(|| panic!("{line}: no challenge")).to_owned()
}

#[test]
fn a092_commands_behind_starttls_are_not_taken_after_the_handshake() {
    let serve = Serve::start();
    let behind = ["injected NOOP\r\n", "HELO injected\r\n", "CAPA\r\n", "NOOP \"injected\"\r\n"];
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        wire.send(format!("{}{}", protocol.starttls(), protocol.pick(behind)));
        let reply = wire.line();
        assert!(reply.starts_with(protocol.pick(["t OK ", "220 ", "+OK ", "OK "])), "{reply}");
        // Either the server has dropped them, or it takes them for a part of the handshake, which then fails.
        if let Ok(mut wire) = wire.try_start_tls(&serve.ready.ca) {
            // Its own command is answered first.
            match protocol {
                Imap => assert!(wire.imap("NOOP")[0].starts_with("t OK ")),
                Smtp => assert!(wire.smtp("NOOP")[0].ends_with("Nothing done")),
                Pop3 => assert_eq!(wire.pop3("NOSUCH"), "-ERR Unknown command"),
                Sieve => {
                    // The list comes first, once, and without a request.
                    assert_eq!(wire.answer().last().map(String::as_str), Some("OK"));
                    assert_eq!(wire.sieve("NOOP"), ["OK \"Nothing done\""]);
                }
            }
        }
        serve.logged_in(protocol);
    }
}

#[test]
fn a092_a_password_behind_starttls_is_no_login() {
    let serve = Serve::start();
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        wire.send([protocol.starttls().as_bytes(), &authenticate(protocol)].concat());
        wire.line();
        drop(wire.try_start_tls(&serve.ready.ca));
        serve.logged_in(protocol);
        assert!(serve.no_more_attempts(), "what came before TLS has begun an exchange");
    }
}

#[test]
fn octets_that_are_not_tls_end_that_connection_only() {
    let serve = Serve::start();
    let long = [0x16_u8, 3, 1, 0xff, 0xff].repeat(10_000);
    for octets in [b"t CAPABILITY\r\n".as_slice(), b"EHLO x\r\n", b"CAPA\r\n", b"\0\0\0\0\0\0\0\0", &long] {
        for address in serve.implicit() {
            let mut wire = Wire::plain(address);
            // It may disconnect before it has read all.
            let _ = wire.try_send(octets);
            wire.half_close();
            wire.drain();
        }
    }
    for protocol in ALL {
        serve.tls(protocol).noop(protocol);
    }
}

#[test]
fn a055_octets_that_are_no_command_after_the_handshake_are_answered() {
    let serve = Serve::start();
    for protocol in ALL {
        let mut wire = serve.tls(protocol);
        wire.send(b"\x16\x03\x01\0\xff\xfe\r\n");
        let line = wire.line();
        assert!(line.starts_with(protocol.pick(["* BAD ", "500 ", "-ERR ", "NO "])), "{line}");
        assert!(wire.log_in(protocol));
    }
}

#[test]
fn a_stalled_handshake_does_not_affect_other_connections() {
    let serve = Serve::start();
    let stopped: Vec<Wire> = serve
        .implicit()
        .into_iter()
        .map(|address| {
            let mut wire = Wire::plain(address);
            wire.send([0x16, 3, 1, 2, 0, 1]);
            wire
        })
        .collect();
    for protocol in ALL {
        serve.tls(protocol).noop(protocol);
        serve.logged_in(protocol);
    }
    assert!(stopped.iter().all(Wire::is_open));
}

#[test]
fn half_a_message_and_a_closed_socket_are_a_login_that_was_cancelled() {
    let serve = Serve::start();
    for protocol in ALL {
        for half in ["", "Yz1iaXdz", "Yz1iaXdz\r"] {
            let mut wire = serve.clear(protocol);
            wire.send(authenticate(protocol));
            challenge(&mut wire, protocol);
            wire.send(half);
            drop(wire);
            assert_eq!(serve.result(), "rejected:cancelled", "{half:?}");
        }
        serve.logged_in(protocol);
    }
}

#[test]
fn a147_wrong_proofs_count_though_the_socket_is_closed_at_once() {
    let serve = Serve::start();
    for protocol in ALL {
        for _ in 0..10 {
            let mut wire = serve.clear(protocol);
            wire.send(authenticate(protocol));
            let proof = wrong_final(&challenge(&mut wire, protocol));
            wire.send([protocol.response(proof.as_bytes()).as_slice(), b"\r\n"].concat());
        }
        for _ in 0..10 {
            assert_eq!(serve.result(), "rejected:bad-credentials");
        }
    }
}

#[test]
fn an_idle_client_gets_a_farewell_and_is_disconnected() {
    let serve = Serve::with(&["--login-timeout", "3"]);
    let mut told = Vec::new();
    let mut cut_off: Vec<Wire> = serve.implicit().map(Wire::plain).into();
    // RFC 1939 section 3: POP3 has no farewell for it.
    let farewells = ["* BYE Idle for too long", "421 4.4.2 ", "", "BYE \"Idle for too long\""];
    for protocol in ALL {
        let farewell = protocol.pick(farewells);
        let mut stalled = serve.tls(protocol);
        stalled.send(authenticate(protocol));
        challenge(&mut stalled, protocol);
        let mut begun = serve.clear(protocol);
        begun.send(protocol.starttls());
        begun.line();
        // During a handshake nothing can be sent.
        cut_off.push(begun);
        let mut mid_line = serve.clear(protocol);
        mid_line.send("t NO");
        told.extend([stalled, mid_line, serve.clear(protocol)].map(|wire| (wire, farewell)));
    }
    let mut literal = serve.clear(Imap);
    literal.send("t LOGIN {5}\r\n");
    literal.line();
    literal.send("ab");
    told.push((literal, "* BYE Idle for too long"));
    for (wire, farewell) in &mut told {
        let rest = wire.rest();
        let expected = usize::from(!farewell.is_empty());
        assert!(rest.len() == expected && rest.iter().all(|line| line.starts_with(*farewell)), "{rest:?}");
    }
    for wire in &mut cut_off {
        assert_eq!(wire.rest(), [""; 0]);
    }
    for _ in ALL {
        assert_eq!(serve.result(), "rejected:cancelled");
    }
}

#[test]
fn a_logged_in_client_may_be_idle_for_longer() {
    let serve = Serve::with(&["--login-timeout", "3"]);
    let mut logged_in = ALL.map(|protocol| (serve.logged_in(protocol), protocol));
    // A client that connected later was disconnected by the timeout.
    serve.clear(Imap).rest();
    for (wire, protocol) in &mut logged_in {
        wire.noop(*protocol);
    }
}

#[test]
fn tls_begins_once_and_before_the_login() {
    let serve = Serve::start();
    let refusals = ["t BAD STARTTLS", "503 5.5.1 ", "-ERR STLS", "NO \"STARTTLS"];
    for protocol in ALL {
        for mut wire in [serve.started(protocol), serve.logged_in(protocol)] {
            wire.send(protocol.starttls());
            let line = wire.line();
            assert!(line.starts_with(protocol.pick(refusals)), "{line}");
            wire.noop(protocol);
        }
    }
    for protocol in IMPLICIT {
        let mut wire = serve.tls(protocol);
        wire.send(protocol.starttls());
        let line = wire.line();
        assert!(line.starts_with(protocol.pick(refusals)), "{line}");
    }
}
