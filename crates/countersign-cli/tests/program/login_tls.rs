//! `login` and the handshake in mid-conversation; and what --trace does not show.
use crate::support::{
    Fake, Identity, PASSWORD, Protocol, Protocol::Imap, Protocol::Smtp, Serve, Wire, base64, login,
};

/// Greet, list this with STARTTLS in the clear, say yes to STARTTLS with this behind it, shake hands.
fn to_tls(
    mut wire: Wire,
    protocol: Protocol,
    mechanisms: &str,
    injected: &str,
    identity: &Identity,
) -> Option<Wire> {
    match protocol {
        Imap => {
            wire.send("* OK hello\r\n");
            wire.line();
            wire.send(format!("* CAPABILITY IMAP4rev1 SASL-IR STARTTLS AUTH={mechanisms}\r\na0 OK done\r\n"));
            assert_eq!(wire.line(), "a1 STARTTLS");
            wire.send(format!("a1 OK go\r\n{injected}"));
        }
        Smtp => {
            wire.send("220 hello\r\n");
            wire.line();
            wire.send(format!("250-hello\r\n250-STARTTLS\r\n250 AUTH {mechanisms}\r\n"));
            assert_eq!(wire.line(), "STARTTLS");
            wire.send(format!("220 go\r\n{injected}"));
        }
    }
    wire.accept_tls(identity).ok()
}

/// The list inside TLS; what the client says then.
fn list(wire: &mut Wire, protocol: Protocol, mechanisms: &str) -> Option<String> {
    let asked = wire.next_line()?;
    match protocol {
        Imap => {
            assert_eq!(asked, "a0 CAPABILITY");
            wire.send(format!("* CAPABILITY IMAP4rev1 SASL-IR {mechanisms}\r\na0 OK done\r\n"));
        }
        Smtp => {
            assert!(asked.starts_with("EHLO "), "{asked}");
            wire.send(format!("250-hello\r\n250 {mechanisms}\r\n"));
        }
    }
    wire.next_line()
}

const BOTH: [(Protocol, &str, &str); 2] = [(Imap, "imap", "AUTH="), (Smtp, "smtp", "AUTH ")];

#[test]
fn a145_capabilities_from_before_the_handshake_are_forgotten() {
    for (protocol, scheme, auth) in BOTH {
        let identity = Identity::make();
        let ca = identity.ca();
        let keep = Identity::make();
        drop(keep);
        let fake = Fake::new(move |wire| {
            let mut wire = to_tls(wire, protocol, "PLAIN", "", &identity).expect("a handshake");
            let said = list(&mut wire, protocol, &format!("{auth}SCRAM-SHA-256"));
            (said, identity)
        });
        login(&fake.url(scheme), &["--ca", ca.to_str().expect("UTF-8")]);
        let (said, _identity) = fake.result();
        assert!(said.expect("a login").contains("SCRAM-SHA-256 "), "it takes what is listed inside TLS");
    }
}

#[test]
fn a145_mechanisms_that_are_gone_inside_tls_are_not_used() {
    for (protocol, scheme, _) in BOTH {
        let identity = Identity::make();
        let ca = identity.ca();
        let fake = Fake::new(move |wire| {
            let mut wire = to_tls(wire, protocol, "PLAIN", "", &identity).expect("a handshake");
            (list(&mut wire, protocol, "SIZE"), identity)
        });
        let said = login(&fake.url(scheme), &["--ca", ca.to_str().expect("UTF-8")]);
        assert_eq!((said.code, said.json()["error"].as_str()), (1, Some("no-mechanism")), "{said:?}");
        let (said, _identity) = fake.result();
        assert!(!said.unwrap_or_default().contains("PLAIN"), "a mechanism of the clear line");
    }
}

#[test]
fn a145_octets_behind_the_yes_to_starttls_are_dropped() {
    for (protocol, scheme, auth) in BOTH {
        let identity = Identity::make();
        let ca = identity.ca();
        let injected = match protocol {
            Imap => "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\na0 OK done\r\n",
            Smtp => "250-hello\r\n250 AUTH PLAIN\r\n",
        };
        let fake = Fake::new(move |wire| {
            let said = to_tls(wire, protocol, "PLAIN", injected, &identity)
                .and_then(|mut wire| list(&mut wire, protocol, &format!("{auth}SCRAM-SHA-256")));
            (said, identity)
        });
        let said = login(&fake.url(scheme), &["--ca", ca.to_str().expect("UTF-8")]);
        assert_ne!(said.code, 0);
        match fake.result().0 {
            // In one segment with the yes, they were dropped.
            Some(command) => assert!(command.contains("SCRAM-SHA-256 "), "{command}"),
            // In a segment of their own, they were taken for a handshake that makes no sense.
            None => assert_eq!(said.code, 3, "{said:?}"),
        }
    }
}

#[test]
fn a144_preauth_inside_tls_is_no_login_either() {
    let identity = Identity::make();
    let ca = identity.ca();
    let fake = Fake::new(move |wire| {
        let mut wire = wire.accept_tls(&identity).expect("a handshake");
        wire.send("* PREAUTH welcome\r\n");
        (wire.rest(), identity)
    });
    let said = login(&fake.url("imaps"), &["--ca", ca.to_str().expect("UTF-8")]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(fake.result().0, [""; 0], "something has been sent");
}

#[test]
fn a_refusal_of_starttls_is_3() {
    for (protocol, scheme, _) in BOTH {
        let fake = Fake::new(move |mut wire| {
            match protocol {
                Imap => {
                    wire.send("* OK hello\r\n");
                    wire.line();
                    wire.send("* CAPABILITY IMAP4rev1 STARTTLS AUTH=SCRAM-SHA-256\r\na0 OK done\r\n");
                    wire.line();
                    wire.send("a1 BAD no\r\n");
                }
                Smtp => {
                    wire.send("220 hello\r\n");
                    wire.line();
                    wire.send("250-hello\r\n250-STARTTLS\r\n250 AUTH SCRAM-SHA-256\r\n");
                    wire.line();
                    wire.send("454 4.7.0 no\r\n");
                }
            }
            wire.rest()
        });
        // Even --plaintext is no leave to go on where the server has STARTTLS.
        let said = login(&fake.url(scheme), &["--plaintext", "--insecure"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert_eq!(fake.result(), [""; 0], "something has been sent");
    }
}

#[test]
fn a119_a_trace_shows_the_dialogue_without_what_lets_somebody_log_in() {
    let serve = Serve::start();
    for scheme in ["imap", "imaps", "smtp", "smtps"] {
        for mechanism in ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"] {
            let said = login(&serve.url(scheme), &["--ca", serve.ca(), "--trace", "--mechanism", mechanism]);
            assert_eq!(said.code, 0, "{said:?}");
            let trace = &said.err;
            assert!(trace.contains(&format!(" {mechanism} [")) && trace.contains("withheld"), "{trace}");
            // The beginnings of a client's and a server's messages, and a password, as they would be encoded.
            for secret in
                [PASSWORD, &base64("\0alice\0")[..8], &base64("n,,n=ali")[..8], "Yz1", "cj1", "dj1", "cD10"]
            {
                assert!(!trace.contains(secret), "{secret}: {trace}");
            }
        }
    }
}
