//! Changes between the beginning of a login or session and a later step.
use crate::support::{
    ALL, CANCELLED, Data, Key, PASSWORD, Protocol::Imap, Protocol::Sieve, Serve, USER, base64, client_first,
    octets, until, wrong_final,
};

#[test]
fn a173_a_right_proof_left_unacknowledged_is_recorded_as_such() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for protocol in ALL.into_iter().filter(|protocol| *protocol != Sieve) {
        // ManageSieve's "OK" carries the server's proof, so nothing is left to acknowledge.
        for leaves in [true, false] {
            let mut wire = serve.tls(protocol);
            let proved = wire.prove(protocol, USER, PASSWORD);
            assert!(
                protocol.challenge(&proved).is_some_and(|proof| octets(proof).starts_with(b"v=")),
                "{proved}"
            );
            if leaves {
                drop(wire);
            } else {
                wire.send([&protocol.response(b"*")[..], b"\r\n"].concat());
                assert!(wire.line().starts_with(CANCELLED.begins(protocol)));
            }
            assert_eq!(serve.result(), "rejected:unacknowledged");
        }
    }
    let filters = ["attempts", "--json", USER, "--result", "rejected:unacknowledged"];
    let count = || data.run(&filters).rows().iter().filter_map(|row| row["count"].as_u64()).sum::<u64>();
    until("each is in the account's record", || count() == 6);
    let mut wire = serve.tls(Imap);
    wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {}\r\n", client_first()));
    wire.line();
    wire.send("*\r\n");
    wire.line();
    assert_eq!(serve.result(), "rejected:cancelled");
}

#[test]
fn a173_any_line_but_a_cancellation_acknowledges_the_servers_proof() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for protocol in ALL.into_iter().filter(|protocol| *protocol != Sieve) {
        for line in [&b"NOOP"[..], b"=", b"bm90IGVtcHR5", b"\xff", &[b'A'; 20_000]] {
            let mut wire = serve.tls(protocol);
            wire.prove(protocol, USER, PASSWORD);
            wire.send([&protocol.response(line)[..], b"\r\n"].concat());
            let line = wire.line();
            assert!(protocol.is_in(&line), "{protocol:?} {line}");
            assert_eq!(serve.result(), "accepted");
            wire.noop(protocol);
        }
    }
}

#[test]
fn a149_a_right_proof_is_refused_while_its_name_is_throttled() {
    let data = Data::new();
    let serve =
        Serve::run_on(&data, &["--limit-name", "2/2", "--limit-address", "99/99", "--limit-delay", "0"]);
    let guess = || {
        let mut wire = serve.tls(Imap);
        wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {}\r\n", client_first()));
        let challenge = wire.line();
        wire.send(wrong_final(Imap.challenge(&challenge).expect("a challenge")) + "\r\n");
        wire.line();
        assert_eq!(serve.result(), "rejected:bad-credentials");
    };
    let meanwhile = || {
        guess();
        guess();
    };
    assert!(!serve.tls(Imap).log_in_slowly(Imap, USER, PASSWORD, meanwhile));
    assert_eq!(serve.result(), "rejected:throttled");
}

#[test]
fn a184_anonymous_is_refused_beside_a_key_of_an_account() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    let serve = Serve::run_on(&data, &["--anonymous"]);
    let initial = base64("trace");
    let anonymous = |credential: Option<_>| {
        let mut wire = match credential {
            Some(credential) => serve.keyed(Imap, credential).greeted(Imap),
            None => serve.tls(Imap),
        };
        let reply = wire.imap(format!("AUTHENTICATE ANONYMOUS {initial}")).pop().expect("a reply");
        (reply.starts_with("t OK "), serve.result())
    };
    assert_eq!(anonymous(None), (true, "accepted".into()));
    assert_eq!(anonymous(Some(key.credential())), (false, "rejected:not-authorized".into()));
}
