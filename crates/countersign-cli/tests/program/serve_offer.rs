//! Mechanisms that are not offered do not start; offered ones start once.
use crate::support::{
    ALL, BAD_CREDENTIALS, LOGGED_IN, NEEDS_TLS, NOT_OFFERED, PASSWORD, Protocol, Protocol::Imap,
    Protocol::Pop3, Serve, USER, base64, refused,
};

/// Returns the command that begins an exchange.
fn begin(protocol: Protocol, mechanism: &str, initial: Option<&[u8]>) -> Vec<u8> {
    [protocol.begin(mechanism, initial).as_slice(), b"\r\n"].concat()
}

#[test]
fn a091_a_mechanism_that_is_not_offered_does_not_start() {
    let serve = Serve::start();
    let names = [
        "CRAM-MD5",
        "cram-md5",
        "EXTERNAL",
        "ANONYMOUS",
        "OAUTHBEARER",
        "XOAUTH2",
        "SCRAM-SHA-224",
        "SCRAM-SHA-25",
        "X",
        "\u{e4}",
    ];
    for protocol in ALL {
        for name in names {
            for initial in [None, Some(b"YWJj".as_slice())] {
                let mut wire = serve.clear(protocol);
                wire.send(begin(protocol, name, initial));
                refused(&serve, &mut wire, protocol, NOT_OFFERED, "rejected:not-offered", name);
            }
        }
    }
}

#[test]
fn a090_a_password_is_not_accepted_in_cleartext_in_any_spelling() {
    let serve = Serve::start();
    let right = base64(format!("\0{USER}\0{PASSWORD}"));
    for protocol in ALL {
        for name in ["PLAIN", "plain", "Plain", "LOGIN"] {
            for initial in [None, Some(right.as_bytes())] {
                let mut wire = serve.clear(protocol);
                wire.send(begin(protocol, name, initial));
                refused(&serve, &mut wire, protocol, NEEDS_TLS, "rejected:needs-tls", name);
            }
        }
    }
    let mut wire = serve.clear(Imap);
    wire.send(format!("t LOGIN {USER} {PASSWORD}\r\n"));
    refused(&serve, &mut wire, Imap, NEEDS_TLS, "rejected:needs-tls", "LOGIN");
    // Rejected before there is a password to reject.
    let mut wire = serve.clear(Pop3);
    wire.send(format!("USER {USER}\r\n"));
    refused(&serve, &mut wire, Pop3, NEEDS_TLS, "rejected:needs-tls", "USER");
}

#[test]
fn a_mechanism_has_its_name_in_any_case() {
    let serve = Serve::start();
    let right = base64(format!("\0{USER}\0{PASSWORD}"));
    for protocol in ALL {
        for name in ["plain", "PLAIN", "pLaIn"] {
            let mut wire = serve.tls(protocol);
            wire.send(begin(protocol, name, Some(right.as_bytes())));
            let line = wire.line();
            assert!(protocol.is_in(&line), "{protocol:?} {name}: {line}");
        }
    }
}

#[test]
fn a_second_login_is_refused() {
    let serve = Serve::start();
    for protocol in ALL {
        for mechanism in ["SCRAM-SHA-256", "PLAIN", "X"] {
            let mut wire = serve.logged_in(protocol);
            wire.send(begin(protocol, mechanism, Some(b"YWJj")));
            let line = wire.line();
            assert!(line.starts_with(LOGGED_IN.begins(protocol)), "{line}");
            wire.noop(protocol);
            assert!(serve.no_more_attempts());
        }
    }
}

#[test]
fn a117_server_proof_is_answered_by_one_empty_line_or_goes_with_success() {
    let serve = Serve::start();
    for protocol in ALL {
        // The client of these tests sends the line, or takes the proof from ManageSieve's success; the login succeeds.
        serve.logged_in(protocol);
        let mut wire = serve.clear(protocol);
        assert!(!wire.log_in_with(protocol, "looking-glass"));
        assert_eq!(serve.result(), "rejected:bad-credentials");
        assert!(wire.log_in(protocol));
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn a141_a_wrong_password_is_a_permanent_failure() {
    let serve = Serve::start();
    for name in [USER, "mallory"] {
        let wrong = base64(format!("\0{name}\0looking-glass"));
        for protocol in ALL {
            let mut wire = serve.tls(protocol);
            wire.send(begin(protocol, "PLAIN", Some(wrong.as_bytes())));
            refused(&serve, &mut wire, protocol, BAD_CREDENTIALS, "rejected:bad-credentials", name);
        }
    }
}
