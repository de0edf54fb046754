//! Bad input within a login: the reply of the table, for that exchange only, and a good login works afterwards.
use crate::support::{
    ALL, BAD_CREDENTIALS, CANCELLED, MALFORMED, PASSWORD, Protocol, Protocol::Sieve, Reply, Serve, TOO_LONG,
    UNDECODABLE, USER, Wire, base64, client_first, client_first_of, refused, wrong_final,
};

/// Sends the command that begins an exchange.
fn begin(wire: &mut Wire, protocol: Protocol, mechanism: &str, initial: Option<&[u8]>) {
    wire.send([protocol.begin(mechanism, initial).as_slice(), b"\r\n"].concat());
}

/// Checks that the server asks for the initial response.
#[track_caller]
fn asked(wire: &mut Wire, protocol: Protocol) {
    let line = wire.line();
    assert_eq!(protocol.challenge(&line), Some(""), "{line}");
}

/// Sends a response that is encoded already.
fn respond(wire: &mut Wire, protocol: Protocol, encoded: impl AsRef<[u8]>) {
    wire.send([protocol.response(encoded.as_ref()).as_slice(), b"\r\n"].concat());
}

#[test]
fn a037_an_initial_response_that_is_not_base64_ends_that_exchange_only() {
    let serve = Serve::start();
    let bad: &[&[u8]] = &[
        b"!!!!",
        b"YQ",
        b"YQ=",
        b"YR==",
        b"YQ==YQ==",
        b"YQ===",
        b"====",
        b"-_-_",
        b"YWJj\0",
        b"\0",
        b"YW\tJj",
        b"\xff\xfe",
        b"\xc3\xa4bc",
        b"*",
        b"YWJj*",
        b"",
    ];
    for protocol in ALL {
        for initial in bad {
            let mut wire = serve.clear(protocol);
            begin(&mut wire, protocol, "SCRAM-SHA-256", Some(initial));
            let what = String::from_utf8_lossy(initial);
            // In ManageSieve a string of no octets is an empty response.
            let (reply, result) = match (protocol, initial.is_empty()) {
                (Sieve, true) => (MALFORMED, "rejected:malformed"),
                _ => (UNDECODABLE, "rejected:undecodable"),
            };
            refused(&serve, &mut wire, protocol, reply, result, &what);
        }
    }
}

#[test]
fn a059_a_response_is_canonical_base64_or_refused() {
    let serve = Serve::start();
    let long = "A".repeat(65_536);
    let longer = "A".repeat(300_000);
    let rows: &[(&[u8], Reply, &str)] = &[
        (b"*", CANCELLED, "rejected:cancelled"),
        (b"=", UNDECODABLE, "rejected:undecodable"),
        (b"!!!!", UNDECODABLE, "rejected:undecodable"),
        (b"YQ", UNDECODABLE, "rejected:undecodable"),
        (b"YR==", UNDECODABLE, "rejected:undecodable"),
        (b" YWJj", UNDECODABLE, "rejected:undecodable"),
        (b"YWJj ", UNDECODABLE, "rejected:undecodable"),
        (b"YW\tJj", UNDECODABLE, "rejected:undecodable"),
        (b"YWJj\0YWJj", UNDECODABLE, "rejected:undecodable"),
        (b"\0", UNDECODABLE, "rejected:undecodable"),
        (b"\xff\xfe\xfd", UNDECODABLE, "rejected:undecodable"),
        (b"YWJj\nYWJj", UNDECODABLE, "rejected:undecodable"),
        (b"", MALFORMED, "rejected:malformed"),
        (b"YWJj", MALFORMED, "rejected:malformed"),
        (long.as_bytes(), TOO_LONG, "rejected:too-long"),
        (longer.as_bytes(), TOO_LONG, "rejected:too-long"),
    ];
    for protocol in ALL {
        for (line, reply, result) in rows {
            let mut wire = serve.clear(protocol);
            // Without an initial response, an empty challenge asks for it.
            begin(&mut wire, protocol, "SCRAM-SHA-256", None);
            asked(&mut wire, protocol);
            match line.iter().position(|octet| *octet == b'\n') {
                Some(end) => wire.send(&line[..=end]),
                None => respond(&mut wire, protocol, line),
            }
            let what = String::from_utf8_lossy(line.get(..10).unwrap_or(line)).into_owned();
            refused(&serve, &mut wire, protocol, *reply, result, &what);
        }
    }
}

#[test]
fn a140_a_response_that_will_not_do_is_answered_at_once() {
    let serve = Serve::start();
    let rows = [
        ("*", CANCELLED, "rejected:cancelled"),
        ("=", UNDECODABLE, "rejected:undecodable"),
        ("", MALFORMED, "rejected:malformed"),
        ("Yz1iaXdz", MALFORMED, "rejected:malformed"),
    ];
    for protocol in ALL {
        for (line, reply, result) in rows {
            let mut wire = serve.clear(protocol);
            begin(&mut wire, protocol, "SCRAM-SHA-256", Some(client_first().as_bytes()));
            let challenge = wire.line();
            assert!(protocol.challenge(&challenge).is_some(), "{challenge}");
            respond(&mut wire, protocol, line);
            refused(&serve, &mut wire, protocol, reply, result, line);
        }
    }
}

#[test]
fn a141_a_wrong_proof_is_a_permanent_failure_in_one_text() {
    let serve = Serve::start();
    for protocol in ALL {
        for name in [USER, "mallory"] {
            let mut wire = serve.clear(protocol);
            let first = client_first_of(name);
            begin(&mut wire, protocol, "SCRAM-SHA-256", Some(first.as_bytes()));
            let line = wire.line();
            let challenge = protocol.challenge(&line).expect("a challenge");
            respond(&mut wire, protocol, wrong_final(challenge));
            refused(&serve, &mut wire, protocol, BAD_CREDENTIALS, "rejected:bad-credentials", name);
        }
    }
}

#[test]
fn a112_an_absent_initial_response_is_asked_for_and_an_empty_one_is_empty() {
    let serve = Serve::start();
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        begin(&mut wire, protocol, "SCRAM-SHA-256", Some(protocol.empty()));
        refused(&serve, &mut wire, protocol, MALFORMED, "rejected:malformed", "=");

        let mut wire = serve.tls(protocol);
        begin(&mut wire, protocol, "PLAIN", None);
        asked(&mut wire, protocol);
        respond(&mut wire, protocol, base64(format!("\0{USER}\0{PASSWORD}")));
        let line = wire.line();
        assert!(protocol.is_in(&line), "{line}");
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn a058_what_is_decoded_is_checked_too() {
    let serve = Serve::start();
    let bad: &[&[u8]] = &[
        b"alice",
        b"\0alice",
        b"\0alice\0a\0b",
        b"\0\0wonderland",
        b"\0alice\0",
        b"\0al\xff\0pw",
        b"\0\0\0",
    ];
    for protocol in ALL {
        for message in bad {
            let mut wire = serve.tls(protocol);
            begin(&mut wire, protocol, "PLAIN", Some(base64(message).as_bytes()));
            let what = String::from_utf8_lossy(message);
            refused(&serve, &mut wire, protocol, MALFORMED, "rejected:malformed", &what);
        }
    }
}

#[test]
fn a113_an_equals_sign_is_an_empty_response_only_in_the_command() {
    let serve = Serve::start();
    for protocol in ALL {
        // In ManageSieve it is nothing even there: a string has quotes to be empty between.
        let (sign, result) = match protocol {
            Sieve => (UNDECODABLE, "rejected:undecodable"),
            _ => (MALFORMED, "rejected:malformed"),
        };
        for (initial, response, reply, result) in [
            (Some(b"=".as_slice()), None, sign, result),
            (None, Some("="), UNDECODABLE, "rejected:undecodable"),
            (None, Some(""), MALFORMED, "rejected:malformed"),
        ] {
            let mut wire = serve.tls(protocol);
            begin(&mut wire, protocol, "PLAIN", initial);
            if let Some(response) = response {
                asked(&mut wire, protocol);
                respond(&mut wire, protocol, response);
            }
            refused(&serve, &mut wire, protocol, reply, result, "=");
        }
    }
}
