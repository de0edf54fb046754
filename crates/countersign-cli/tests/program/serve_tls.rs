//! TLS that goes wrong, connections that stop, and the time-out.
use crate::support::{
    BOTH, Protocol, Protocol::Imap, Protocol::Smtp, Serve, Wire, client_first, wrong_final,
};

fn authenticate(protocol: Protocol) -> String {
    let verb = if protocol == Imap { "t AUTHENTICATE" } else { "AUTH" };
    format!("{verb} SCRAM-SHA-256 {}\r\n", client_first())
}

fn challenge(wire: &mut Wire) -> String {
    let line = wire.line();
    line.strip_prefix("+ ").or(line.strip_prefix("334 ")).expect("a challenge").to_owned()
}

#[test]
fn a092_commands_behind_starttls_are_not_taken_after_the_handshake() {
    let serve = Serve::start();
    let behind = [(Imap, "t STARTTLS\r\ninjected NOOP\r\n"), (Smtp, "STARTTLS\r\nHELO injected\r\n")];
    for (protocol, octets) in behind {
        let mut wire = serve.clear(protocol);
        wire.send(octets);
        let reply = wire.line();
        assert!(reply.starts_with("t OK ") || reply.starts_with("220 "), "{reply}");
        // Either the server has dropped them, or it takes them for a part of the handshake, which then fails.
        if let Ok(mut wire) = wire.try_start_tls(&serve.ready.ca) {
            match protocol {
                Imap => {
                    assert!(wire.imap("NOOP")[0].starts_with("t OK "), "its own command is answered first")
                }
                Smtp => assert!(wire.smtp("NOOP")[0].ends_with("Nothing done"), "the same"),
            }
        }
        serve.logged_in(protocol);
    }
}

#[test]
fn a092_a_password_behind_starttls_is_no_login() {
    let serve = Serve::start();
    for protocol in BOTH {
        let mut wire = serve.clear(protocol);
        let starttls = if protocol == Imap { "s STARTTLS\r\n" } else { "STARTTLS\r\n" };
        wire.send(format!("{starttls}{}", authenticate(protocol)));
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
    for octets in [b"t CAPABILITY\r\n".as_slice(), b"EHLO x\r\n", b"\0\0\0\0\0\0\0\0", &long] {
        for address in [serve.ready.imaps, serve.ready.submissions] {
            let mut wire = Wire::plain(address);
            // It may hang up before it has all of it.
            let _ = wire.try_send(octets);
            wire.half_close();
            wire.drain();
        }
    }
    for protocol in BOTH {
        serve.tls(protocol).noop(protocol);
    }
}

#[test]
fn a055_octets_that_are_no_command_after_the_handshake_are_answered() {
    let serve = Serve::start();
    for protocol in BOTH {
        let mut wire = serve.tls(protocol);
        wire.send(b"\x16\x03\x01\0\xff\xfe\r\n");
        let line = wire.line();
        assert!(line.starts_with("* BAD ") || line.starts_with("500 "), "{line}");
        assert!(wire.log_in(protocol));
    }
}

#[test]
fn a_handshake_that_stops_is_nobody_elses_trouble() {
    let serve = Serve::start();
    let stopped: Vec<Wire> = [serve.ready.imaps, serve.ready.submissions]
        .into_iter()
        .map(|address| {
            let mut wire = Wire::plain(address);
            wire.send([0x16, 3, 1, 2, 0, 1]);
            wire
        })
        .collect();
    for protocol in BOTH {
        serve.tls(protocol).noop(protocol);
        serve.logged_in(protocol);
    }
    assert!(stopped.iter().all(Wire::is_open));
}

#[test]
fn half_a_message_and_a_closed_socket_are_a_login_that_was_cancelled() {
    let serve = Serve::start();
    for protocol in BOTH {
        for half in ["", "Yz1iaXdz", "Yz1iaXdz\r"] {
            let mut wire = serve.clear(protocol);
            wire.send(authenticate(protocol));
            challenge(&mut wire);
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
    for protocol in BOTH {
        for _ in 0..10 {
            let mut wire = serve.clear(protocol);
            wire.send(authenticate(protocol));
            let proof = wrong_final(&challenge(&mut wire));
            wire.send(format!("{proof}\r\n"));
        }
        for _ in 0..10 {
            assert_eq!(serve.result(), "rejected:bad-credentials");
        }
    }
}

#[test]
fn whoever_is_silent_is_told_and_left() {
    let serve = Serve::with(&["--login-timeout", "3"]);
    let mut told = Vec::new();
    let mut cut_off: Vec<Wire> = [serve.ready.imaps, serve.ready.submissions].map(Wire::plain).into();
    for (protocol, farewell) in [(Imap, "* BYE You were silent for too long"), (Smtp, "421 4.4.2 ")] {
        let mut stalled = serve.tls(protocol);
        stalled.send(authenticate(protocol));
        challenge(&mut stalled);
        let mut begun = serve.clear(protocol);
        begun.begin_tls(protocol);
        // In the middle of a handshake there is no way to say anything.
        cut_off.push(begun);
        let mut mid_line = serve.clear(protocol);
        mid_line.send("t NO");
        told.extend([stalled, mid_line, serve.clear(protocol)].map(|wire| (wire, farewell)));
    }
    let mut literal = serve.clear(Imap);
    literal.send("t LOGIN {5}\r\n");
    literal.line();
    literal.send("ab");
    told.push((literal, "* BYE You were silent for too long"));
    for (wire, farewell) in &mut told {
        let rest = wire.rest();
        assert!(rest.len() == 1 && rest[0].starts_with(*farewell), "{rest:?}");
    }
    for wire in &mut cut_off {
        assert_eq!(wire.rest(), [""; 0]);
    }
    assert_eq!([serve.result(), serve.result()], ["rejected:cancelled"; 2]);
}

#[test]
fn whoever_is_logged_in_may_be_silent_for_longer() {
    let serve = Serve::with(&["--login-timeout", "3"]);
    let mut logged_in = BOTH.map(|protocol| (serve.logged_in(protocol), protocol));
    // Somebody who connected later has been left by the time-out.
    serve.clear(Imap).rest();
    for (wire, protocol) in &mut logged_in {
        wire.noop(*protocol);
    }
}

impl Wire {
    fn begin_tls(&mut self, protocol: Protocol) {
        let reply = if protocol == Imap { self.imap("STARTTLS") } else { self.smtp("STARTTLS") };
        assert!(reply[0].starts_with("t OK ") || reply[0].starts_with("220 "), "{reply:?}");
    }
}
