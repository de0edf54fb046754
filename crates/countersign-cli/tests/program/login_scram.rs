//! `login` against a server without TLS with faulty SCRAM.
use crate::support::{Accounts, Fake, PLAINTEXT, Protocol::Smtp, Said, Wire, base64, greet, login, octets};

/// Runs the client's login in SMTP with SCRAM against this script, which gets the initial response; returns the client's
/// last lines.
fn scram(script: impl FnOnce(&mut Wire, &str) + Send + 'static) -> (Said, Vec<String>) {
    let fake = Fake::new(|mut wire| {
        let command = greet(&mut wire, Smtp, &["SCRAM-SHA-256"]);
        let initial = command.strip_prefix("AUTH SCRAM-SHA-256 ").expect("an initial response");
        script(&mut wire, initial);
        wire.rest()
    });
    let said = login(&fake.url("smtp"), PLAINTEXT);
    (said, fake.result())
}

/// Returns a server-first-message with this salt and iteration count.
fn server_first(initial: &str, salt: &[u8], iterations: &str) -> String {
    let first = String::from_utf8(octets(initial)).expect("ASCII");
    let (_, nonce) = first.split_once("r=").expect("a nonce");
    format!("334 {}\r\n", base64(format!("r={nonce}server-nonce,s={},i={iterations}", base64(salt))))
}

#[test]
fn a_verifier_that_is_wrong_is_4() {
    for verifier in [base64([0; 32]), base64([0; 31]), String::new()] {
        let (said, last) = scram(move |wire, initial| {
            wire.send(server_first(initial, &[1; 16], "4096"));
            wire.line();
            wire.send(format!("334 {}\r\n", base64(format!("v={verifier}"))));
        });
        assert_ne!(said.code, 0, "{said:?}");
        assert!(said.code == 4 || verifier_is_malformed(&said), "{said:?}");
        assert_eq!(last, ["*"], "the exchange is cancelled");
    }
}

fn verifier_is_malformed(said: &Said) -> bool {
    said.code == 3 && said.json()["error"] == "protocol"
}

#[test]
fn a031_a032_iterations_out_of_bounds_are_refused_before_any_work() {
    for iterations in ["1", "4095", "1000001", "2147483647", "4294967296", "0", "-1", "4096 ", ""] {
        let (said, last) = scram(move |wire, initial| wire.send(server_first(initial, &[1; 16], iterations)));
        assert_eq!(said.code, 3, "{iterations}: {said:?}");
        assert_eq!(last, ["*"], "{iterations}: nothing but the end of the exchange");
    }
}

#[test]
fn a_nonce_or_a_salt_that_will_not_do_is_refused_before_any_work() {
    let (said, last) = scram(|wire, initial| wire.send(server_first(initial, b"short", "4096")));
    assert_eq!((said.code, last), (3, vec!["*".to_owned()]));
    for challenge in ["r=somebody-elses-nonce,s=AQEBAQEBAQEBAQEBAQEBAQ==,i=4096", "", "r=", "v=AAAA"] {
        let (said, last) = scram(move |wire, _| wire.send(format!("334 {}\r\n", base64(challenge))));
        assert_eq!((said.code, last), (3, vec!["*".to_owned()]), "{challenge}");
    }
}

#[test]
fn an_error_instead_of_a_challenge_or_verifier_is_a_rejection() {
    let (said, last) = scram(|wire, _| wire.send(format!("334 {}\r\n", base64("e=other-error"))));
    assert_eq!((said.code, last), (1, vec!["*".to_owned()]), "the server waits for an answer");
    let (said, last) = scram(|wire, initial| {
        wire.send(server_first(initial, &[1; 16], "4096"));
        wire.line();
        wire.send(format!("334 {}\r\n", base64("e=invalid-proof")));
    });
    assert_eq!((said.code, last), (1, vec!["*".to_owned()]));
}

#[test]
fn a008_a_challenge_after_the_last_is_not_success() {
    let accounts = Accounts::new();
    let (said, _) = scram(move |wire, initial| {
        assert!(accounts.exchange(wire, initial), "the client has the right password");
        wire.send("334 YQ==\r\n");
    });
    assert!(said.code == 3 || said.code == 4, "{said:?}");
    assert_eq!(said.json()["ok"], false);
}

#[test]
fn the_right_proof_and_a_yes_are_success() {
    let accounts = Accounts::new();
    let (said, last) = scram(move |wire, initial| {
        assert!(accounts.exchange(wire, initial), "the client has the right password");
        wire.send("235 2.7.0 yes\r\n");
    });
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(last, ["QUIT"]);
}

#[test]
fn a_server_that_disconnects_is_3_at_every_point() {
    let (said, _) = scram(|wire, _| wire.half_close());
    assert_eq!(said.code, 3, "{said:?}");
    let (said, _) = scram(|wire, initial| {
        wire.send(server_first(initial, &[1; 16], "4096"));
        wire.line();
        wire.send("334 dj0");
        wire.half_close();
    });
    assert_eq!(said.code, 3, "{said:?}");
    for half in ["", "* OK hel", "220 hello\r\n", "* OK hello\r\n"] {
        for scheme in ["imap", "smtp", "pop3", "sieve"] {
            let fake = Fake::new(move |mut wire| {
                wire.send(half);
                wire.half_close();
            });
            let said = login(&fake.url(scheme), PLAINTEXT);
            assert_eq!(said.code, 3, "{half:?}: {said:?}");
        }
    }
}

#[test]
fn a007_success_after_the_first_challenge_is_4() {
    let (said, _) = scram(|wire, initial| {
        wire.send(server_first(initial, &[1; 16], "4096"));
        wire.line();
        wire.send("235 2.7.0 you are in\r\n");
    });
    assert_eq!(said.code, 4, "{said:?}");
}
