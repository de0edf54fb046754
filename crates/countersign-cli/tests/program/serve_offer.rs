//! What the server does not offer does not start; what it offers starts once.
use crate::support::{
    BAD_CREDENTIALS, BOTH, NEEDS_TLS, NOT_OFFERED, PASSWORD, Protocol::Imap, Protocol::Smtp, Serve, USER,
    base64, begin, refused,
};

#[test]
fn a091_a_mechanism_that_is_not_offered_does_not_start() {
    let serve = Serve::start();
    let names = [
        "CRAM-MD5",
        "cram-md5",
        "EXTERNAL",
        "ANONYMOUS",
        "LOGIN",
        "SCRAM-SHA-224",
        "SCRAM-SHA-25",
        "X",
        "\u{e4}",
    ];
    for protocol in BOTH {
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
fn a090_a_password_is_not_taken_in_the_clear_whatever_the_spelling() {
    let serve = Serve::start();
    let right = base64(format!("\0{USER}\0{PASSWORD}"));
    for protocol in BOTH {
        for name in ["PLAIN", "plain", "Plain"] {
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
}

#[test]
fn a_mechanism_has_its_name_in_any_case() {
    let serve = Serve::start();
    let right = base64(format!("\0{USER}\0{PASSWORD}"));
    for name in ["plain", "PLAIN", "pLaIn"] {
        let mut wire = serve.tls(Imap);
        assert!(wire.imap(format!("authenticate {name} {right}"))[0].starts_with("t OK "), "{name}");
        let mut wire = serve.tls(Smtp);
        assert!(wire.smtp(format!("auth {name} {right}"))[0].starts_with("235 "), "{name}");
    }
}

#[test]
fn a_second_login_is_refused() {
    let serve = Serve::start();
    for protocol in BOTH {
        for mechanism in ["SCRAM-SHA-256", "PLAIN", "X"] {
            let mut wire = serve.logged_in(protocol);
            wire.send(begin(protocol, mechanism, Some(b"YWJj")));
            let line = wire.line();
            assert!(line.starts_with("t BAD Already") || line.starts_with("503 5.5.1 Already"), "{line}");
            wire.noop(protocol);
            assert!(serve.no_more_attempts());
        }
    }
}

#[test]
fn a117_server_proof_is_answered_by_one_empty_line_and_nothing_else() {
    let serve = Serve::start();
    for protocol in BOTH {
        // The client of these tests sends it; the login stands.
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
        let mut wire = serve.tls(Imap);
        wire.send(begin(Imap, "PLAIN", Some(wrong.as_bytes())));
        refused(&serve, &mut wire, Imap, BAD_CREDENTIALS, "rejected:bad-credentials", name);
        let mut wire = serve.tls(Smtp);
        wire.send(begin(Smtp, "PLAIN", Some(wrong.as_bytes())));
        refused(&serve, &mut wire, Smtp, BAD_CREDENTIALS, "rejected:bad-credentials", name);
    }
}
