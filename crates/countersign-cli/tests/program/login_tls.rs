//! `login` and the TLS handshake within the session; and what --trace does not show.
use crate::support::{ALL, Fake, Identity, PASSWORD, Protocol, Serve, Wire, base64, hello, list, login};

/// Greets, lists this with STARTTLS in cleartext, accepts STARTTLS with this behind the reply, runs the handshake.
fn to_tls(mut wire: Wire, protocol: Protocol, injected: &str, identity: &Identity) -> Option<Wire> {
    hello(&mut wire, protocol);
    list(&mut wire, protocol, &["PLAIN"], true);
    assert_eq!(wire.line(), protocol.pick(["a1 STARTTLS", "STARTTLS", "STLS", "STARTTLS"]));
    let yes = protocol.pick(["a1 OK go", "220 go", "+OK go", "OK \"go\""]);
    wire.send(format!("{yes}\r\n{injected}"));
    wire.accept_tls(identity).ok()
}

/// Sends the list inside TLS; returns the client's next line.
fn listed(wire: &mut Wire, protocol: Protocol, mechanisms: &[&str]) -> Option<String> {
    list(wire, protocol, mechanisms, false);
    wire.next_line()
}

#[test]
fn a145_capabilities_from_before_the_handshake_are_forgotten() {
    for protocol in ALL {
        let identity = Identity::make();
        let ca = identity.ca();
        let fake = Fake::new(move |wire| {
            let mut wire = to_tls(wire, protocol, "", &identity).expect("a handshake");
            let said = listed(&mut wire, protocol, &["SCRAM-SHA-256"]);
            (said, identity)
        });
        login(&fake.url(protocol.scheme()), &["--ca", ca.to_str().expect("UTF-8")]);
        let (said, _identity) = fake.result();
        assert!(said.expect("a login").contains("SCRAM-SHA-256"), "it takes what is listed inside TLS");
    }
}

#[test]
fn a145_mechanisms_that_are_gone_inside_tls_are_not_used() {
    for protocol in ALL {
        let identity = Identity::make();
        let ca = identity.ca();
        let fake = Fake::new(move |wire| {
            let mut wire = to_tls(wire, protocol, "", &identity).expect("a handshake");
            (listed(&mut wire, protocol, &[]), identity)
        });
        let said = login(&fake.url(protocol.scheme()), &["--ca", ca.to_str().expect("UTF-8")]);
        assert_eq!((said.code, said.json()["error"].as_str()), (1, Some("no-mechanism")), "{said:?}");
        let (said, _identity) = fake.result();
        assert!(!said.unwrap_or_default().contains("PLAIN"), "a mechanism of the clear line");
    }
}

#[test]
fn a145_octets_behind_the_yes_to_starttls_are_dropped() {
    for protocol in ALL {
        let identity = Identity::make();
        let ca = identity.ca();
        let injected = protocol.pick([
            "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\na0 OK done\r\n",
            "250-hello\r\n250 AUTH PLAIN\r\n",
            "+OK\r\nSASL PLAIN\r\n.\r\n",
            "\"SASL\" \"PLAIN\"\r\nOK\r\n",
        ]);
        let fake = Fake::new(move |wire| {
            let said = to_tls(wire, protocol, injected, &identity)
                .and_then(|mut wire| listed(&mut wire, protocol, &["SCRAM-SHA-256"]));
            (said, identity)
        });
        let said = login(&fake.url(protocol.scheme()), &["--ca", ca.to_str().expect("UTF-8")]);
        assert_ne!(said.code, 0);
        match fake.result().0 {
            // In one segment with the reply, they were dropped.
            Some(command) => assert!(command.contains("SCRAM-SHA-256"), "{command}"),
            // In a separate segment, they were taken for an invalid handshake.
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
    for protocol in ALL {
        let fake = Fake::new(move |mut wire| {
            hello(&mut wire, protocol);
            list(&mut wire, protocol, &["SCRAM-SHA-256"], true);
            wire.line();
            wire.send(protocol.pick(["a1 BAD no\r\n", "454 4.7.0 no\r\n", "-ERR no\r\n", "NO \"no\"\r\n"]));
            wire.rest()
        });
        // Even --plaintext does not permit continuing if the server offers STARTTLS.
        let said = login(&fake.url(protocol.scheme()), &["--plaintext", "--insecure"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert_eq!(fake.result(), [""; 0], "something has been sent");
    }
}

#[test]
fn a119_a_trace_shows_the_dialogue_without_credentials() {
    let serve = Serve::start();
    for scheme in ["imap", "imaps", "smtp", "smtps", "pop3", "pop3s", "sieve"] {
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

#[test]
fn a_certificate_error_says_what_is_wrong_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let key = rcgen::KeyPair::generate().expect("a key");
    std::fs::write(file("key"), key.serialize_pem()).expect("a file");
    let make = |name: &str, change: fn(&mut rcgen::CertificateParams)| {
        let mut params = rcgen::CertificateParams::new([name.to_owned()]).expect("a name");
        change(&mut params);
        params.self_signed(&key).expect("a certificate").pem()
    };
    let authority = |params: &mut rcgen::CertificateParams| {
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    };
    let over = |params: &mut rcgen::CertificateParams| params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    let early = |params: &mut rcgen::CertificateParams| params.not_before = rcgen::date_time_ymd(4000, 1, 1);
    for (certificate, words) in [
        (make("localhost", authority), "basicConstraints=CA:FALSE"),
        (make("localhost", over), "has expired"),
        (make("localhost", early), "not valid yet"),
        (make("other.example", |_| ()), "for another name"),
    ] {
        std::fs::write(file("chain"), &certificate).expect("a file");
        let serve = Serve::with(&["--cert", &file("chain"), "--key", &file("key")]);
        let [imaps, ..] = serve.implicit();
        let said = login(&format!("imaps://localhost:{}", imaps.port()), &["--ca", &file("chain")]);
        assert_eq!((said.code, said.json()["error"].as_str()), (3, Some("connection")), "{said:?}");
        assert!(format!("{said:?}").contains(words), "{words}: {said:?}");
    }
    let serve = Serve::start();
    let [imaps, ..] = serve.implicit();
    let said = login(&format!("imaps://localhost:{}", imaps.port()), &["--ca", &file("chain")]);
    assert!(format!("{said:?}").contains("--ca FILE"), "{said:?}");
}
