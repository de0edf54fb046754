//! Bad input within a login: the reply of the table, that exchange only, and a good login works afterwards.
use crate::support::{
    BOTH, CANCELLED, MALFORMED, PASSWORD, Protocol::Imap, Reply, Serve, TOO_LONG, UNDECODABLE, USER, base64,
    begin, client_first, refused,
};

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
    for protocol in BOTH {
        for initial in bad {
            let mut wire = serve.clear(protocol);
            wire.send(begin(protocol, "SCRAM-SHA-256", Some(initial)));
            let what = String::from_utf8_lossy(initial);
            refused(&serve, &mut wire, protocol, UNDECODABLE, "rejected:undecodable", &what);
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
    for protocol in BOTH {
        for (line, reply, result) in rows {
            let mut wire = serve.clear(protocol);
            // Without an initial response, an empty challenge asks for it.
            wire.send(begin(protocol, "SCRAM-SHA-256", None));
            assert!(["+ ", "334 "].contains(&wire.line().as_str()));
            wire.send(line.split(|octet| *octet == b'\n').next().expect("a part"));
            let is_bare = line.contains(&b'\n');
            wire.send(if is_bare { "\n" } else { "\r\n" });
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
    for protocol in BOTH {
        for (line, reply, result) in rows {
            let mut wire = serve.clear(protocol);
            wire.send(begin(protocol, "SCRAM-SHA-256", Some(client_first().as_bytes())));
            assert!(wire.line().starts_with(if protocol == Imap { "+ " } else { "334 " }));
            wire.send(format!("{line}\r\n"));
            refused(&serve, &mut wire, protocol, reply, result, line);
        }
    }
}

#[test]
fn a112_an_absent_initial_response_is_asked_for_and_an_empty_one_is_empty() {
    let serve = Serve::start();
    for protocol in BOTH {
        let mut wire = serve.clear(protocol);
        wire.send(begin(protocol, "SCRAM-SHA-256", Some(b"=")));
        refused(&serve, &mut wire, protocol, MALFORMED, "rejected:malformed", "=");

        let mut wire = serve.tls(protocol);
        wire.send(begin(protocol, "PLAIN", None));
        assert!(["+ ", "334 "].contains(&wire.line().as_str()));
        wire.send(format!("{}\r\n", base64(format!("\0{USER}\0{PASSWORD}"))));
        let line = wire.line();
        assert!(line.starts_with("t OK ") || line.starts_with("235 "), "{line}");
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
    for protocol in BOTH {
        for message in bad {
            let mut wire = serve.tls(protocol);
            wire.send(begin(protocol, "PLAIN", Some(base64(message).as_bytes())));
            let what = String::from_utf8_lossy(message);
            refused(&serve, &mut wire, protocol, MALFORMED, "rejected:malformed", &what);
        }
    }
}

#[test]
fn a113_an_equals_sign_is_an_empty_response_only_in_the_command() {
    let serve = Serve::start();
    for protocol in BOTH {
        for (initial, response, reply, result) in [
            (Some(b"=".as_slice()), None, MALFORMED, "rejected:malformed"),
            (None, Some("="), UNDECODABLE, "rejected:undecodable"),
            (None, Some(""), MALFORMED, "rejected:malformed"),
        ] {
            let mut wire = serve.tls(protocol);
            wire.send(begin(protocol, "PLAIN", initial));
            if let Some(response) = response {
                wire.line();
                wire.send(format!("{response}\r\n"));
            }
            refused(&serve, &mut wire, protocol, reply, result, "=");
        }
    }
}
