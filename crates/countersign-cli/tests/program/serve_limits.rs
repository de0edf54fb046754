//! Rate limits.
use crate::support::{
    ALL, BAD_CREDENTIALS, CANCELLED, Data, Key, MALFORMED, PASSWORD, Protocol, Protocol::Imap, Serve,
    UNAVAILABLE, USER, Wire, base64, client_first, command, output, until, wrong_final,
};
use std::net::Ipv4Addr;

/// Tries PLAIN; returns the answer and the server's report.
#[track_caller]
fn try_plain(
    serve: &Serve,
    wire: &mut Wire,
    protocol: Protocol,
    user: &str,
    password: &str,
) -> (String, String) {
    let response = base64(format!("\0{user}\0{password}"));
    wire.send([&protocol.begin("PLAIN", Some(response.as_bytes()))[..], b"\r\n"].concat());
    (wire.line(), serve.result())
}

/// Tries SCRAM with a wrong proof up to the server's reply.
#[track_caller]
fn guess(wire: &mut Wire, protocol: Protocol) {
    let begin = protocol.begin("SCRAM-SHA-256", Some(client_first().as_bytes()));
    wire.send([&begin[..], b"\r\n"].concat());
    let line = wire.line();
    let challenge = protocol.challenge(&line).expect("a challenge");
    let proof = protocol.response(wrong_final(challenge).as_bytes());
    wire.send([&proof[..], b"\r\n"].concat());
}

#[test]
fn a149_existing_and_unknown_names_are_throttled_alike() {
    let data = Data::new();
    for protocol in ALL {
        data.done(&["account", "add", protocol.scheme()]);
        data.set_password(protocol.scheme(), PASSWORD);
    }
    let serve =
        Serve::run_on(&data, &["--limit-name", "2/2", "--limit-address", "99/99", "--limit-delay", "0"]);
    for protocol in ALL {
        let nobody = format!("no-{}", protocol.scheme());
        let [exists, does_not] = [protocol.scheme(), &nobody].map(|name| {
            let mut wire = serve.tls(protocol);
            let other = name.to_uppercase();
            let tries = [(name, "wrong"), (&other, "wrong"), (name, "wrong"), (&other, PASSWORD)];
            tries.map(|(name, password)| try_plain(&serve, &mut wire, protocol, name, password))
        });
        assert_eq!(exists, does_not, "{protocol:?}");
        let [first, second, third, fourth] = &exists;
        assert!(first.0.starts_with(BAD_CREDENTIALS.begins(protocol)), "{first:?}");
        assert_eq!(first, second);
        assert!(third.0.starts_with(UNAVAILABLE.begins(protocol)), "{third:?}");
        assert_eq!(third.1, "rejected:throttled");
        assert_eq!(third, fourth);
    }
}

#[test]
fn a147_ten_wrong_proofs_each_followed_by_a_closed_socket_are_ten() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    data.set_password("bob", PASSWORD);
    let serve =
        Serve::run_on(&data, &["--limit-address", "10/10", "--limit-name", "99/99", "--limit-delay", "0"]);
    for _ in 0..9 {
        guess(&mut serve.clear(Imap), Imap);
        assert_eq!(serve.result(), "rejected:bad-credentials");
    }
    // Nine are not enough; a login to another account does not clear them.
    assert_eq!(try_plain(&serve, &mut serve.tls(Imap), Imap, "bob", PASSWORD).1, "accepted");
    guess(&mut serve.clear(Imap), Imap);
    assert_eq!(serve.result(), "rejected:bad-credentials");
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        assert!(!wire.log_in(protocol), "ten are");
        assert_eq!(serve.result(), "rejected:throttled");
    }
}

#[test]
fn a142_the_success_of_one_account_does_not_reset_the_failures_of_another() {
    let data = Data::new();
    data.done(&["account", "add", "mallory"]);
    data.set_password("mallory", PASSWORD);
    let serve =
        Serve::run_on(&data, &["--limit-address", "4/4", "--limit-name", "99/99", "--limit-delay", "0"]);
    for _ in 0..3 {
        let mut wire = serve.tls(Imap);
        assert_eq!(try_plain(&serve, &mut wire, Imap, USER, "wrong").1, "rejected:bad-credentials");
        assert_eq!(try_plain(&serve, &mut wire, Imap, "mallory", PASSWORD).1, "accepted");
    }
    // Her own success clears the failures of her name.
    assert_eq!(try_plain(&serve, &mut serve.tls(Imap), Imap, USER, PASSWORD).1, "accepted");
    let mut open = serve.tls(Imap);
    for _ in 0..4 {
        assert_eq!(try_plain(&serve, &mut open, Imap, "mallory", "wrong").1, "rejected:bad-credentials");
    }
    // Connections that were open before are throttled as well.
    assert_eq!(try_plain(&serve, &mut open, Imap, "mallory", PASSWORD).1, "rejected:throttled");
}

#[test]
fn two_hundred_addresses_get_twenty_guesses_and_the_owners_key_works() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--limit-name", "20/20"]);
    let mut told = 0;
    for count in 1..=200_u8 {
        // Each from another /21.
        let from = Ipv4Addr::new(127, count, 0, 1);
        let mut wire = Wire::plain_from(from, serve.address(Imap)).greeted(Imap);
        let begin = Imap.begin("SCRAM-SHA-256", Some(client_first().as_bytes()));
        wire.send([&begin[..], b"\r\n"].concat());
        let line = wire.line();
        if let Some(challenge) = Imap.challenge(&line) {
            wire.send([wrong_final(challenge).as_bytes(), b"\r\n"].concat());
            assert!(wire.line().starts_with(BAD_CREDENTIALS.begins(Imap)));
            told += 1;
        } else {
            assert!(line.starts_with(UNAVAILABLE.begins(Imap)), "{line}");
        }
        let attempt = serve.attempt();
        assert_eq!(attempt["remote"], from.to_string());
        let result = if told == u32::from(count) { "rejected:bad-credentials" } else { "rejected:throttled" };
        assert_eq!(attempt["result"], result, "{count}");
    }
    assert_eq!(told, 20);
    // Her password is rejected while the name is throttled, from every address; another account's is accepted, and so is her
    // key.
    assert!(!serve.clear(Imap).log_in(Imap));
    assert_eq!(serve.result(), "rejected:throttled");
    assert_eq!(try_plain(&serve, &mut serve.tls(Imap), Imap, "bob", PASSWORD).1, "accepted");
    let greeting = serve.keyed(Imap, key.credential()).line();
    assert!(greeting.starts_with("* PREAUTH"), "{greeting}");
    assert_eq!(serve.attempt()["mechanism"], "tls-key");
    let mut wire = serve.keyed_starttls(Imap, key.credential());
    wire.send(format!("{}\r\n", String::from_utf8_lossy(&Imap.begin("EXTERNAL", Some(b"=")))));
    assert!(Imap.is_in(&wire.line()));
}

#[test]
fn aborted_logins_do_not_count_and_malformed_ones_do() {
    let data = Data::new();
    let serve = Serve::run_on(&data, &["--limit-address", "2/2", "--limit-delay", "0"]);
    let mut wire = serve.clear(Imap);
    for _ in 0..3 {
        wire.send("t AUTHENTICATE SCRAM-SHA-256\r\n");
        wire.line();
        wire.send("*\r\n");
        assert!(wire.line().starts_with(CANCELLED.begins(Imap)));
        wire.send("t AUTHENTICATE NTLM\r\n");
        assert!(wire.line().starts_with("t NO "));
        assert_eq!([serve.result(), serve.result()], ["rejected:cancelled", "rejected:not-offered"]);
    }
    for _ in 0..2 {
        wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {}\r\n", base64("nonsense")));
        assert!(wire.line().starts_with(MALFORMED.begins(Imap)));
        assert_eq!(serve.result(), "rejected:malformed");
    }
    assert!(!wire.log_in(Imap));
    assert_eq!(serve.result(), "rejected:throttled");
}

/// Checks that guesses are throttled, and then the right password as well: after ten in a minute, and after fifty at the
/// latest.
#[track_caller]
fn is_guarded(serve: &Serve) -> bool {
    let is_held = (0..51).any(|_| {
        let mut wire = serve.clear(Imap);
        assert!(!wire.log_in_with(Imap, "wrong"));
        serve.result() == "rejected:throttled"
    });
    let is_in = serve.clear(Imap).log_in(Imap);
    assert_eq!(serve.result(), if is_in { "accepted" } else { "rejected:throttled" });
    is_held && !is_in
}

#[test]
fn stored_accounts_are_limited_by_default_others_on_request() {
    let data = Data::new();
    assert!(is_guarded(&Serve::on_limited(&data)));
    assert!(!is_guarded(&Serve::run_on(&data, &["--no-limits"])));
    assert!(!is_guarded(&Serve::start()));
    assert!(is_guarded(&Serve::with(&["--limits"])));
    assert!(is_guarded(&Serve::with(&["--limit-address", "3/3"])));
}

#[test]
fn connections_before_login_have_a_bound() {
    let serve = Serve::with(&["--limit-connections", "2/3"]);
    let open = |last| Wire::plain_from(Ipv4Addr::new(127, 0, 0, last), serve.address(Imap));
    let turned_away = |mut wire: Wire| wire.line().starts_with("* BYE [UNAVAILABLE] ");
    let mut first = open(1).greeted(Imap);
    let second = open(1).greeted(Imap);
    assert!(turned_away(open(1)), "two from one address");
    let told = serve.attempt();
    assert_eq!((&told["event"], &told["seen"]), (&"limit".into(), &1.into()));
    assert!(first.log_in(Imap), "a logged-in connection needs no slot");
    let third = open(1).greeted(Imap);
    assert!(turned_away(open(1)));
    drop((second, third));
    until("the slots are free", || !turned_away(open(1)));
    assert!(first.is_open());
}

#[test]
fn a_refused_login_waits_and_a_server_that_stops_does_not_wait_for_it() {
    let data = Data::new();
    let mut serve = Serve::run_on(&data, &["--limit-delay", "8"]);
    let mut wire = serve.clear(Imap);
    for _ in 0..6 {
        wire.send("t AUTHENTICATE NTLM\r\n");
        assert!(wire.line().starts_with("t NO "));
        assert_eq!(serve.result(), "rejected:not-offered");
    }
    wire.send("t AUTHENTICATE NTLM\r\n");
    assert_eq!(serve.result(), "rejected:not-offered", "it is reported at once");
    // .. and answered after 8 seconds, which are not over.
    serve.terminate();
    assert!(wire.line().starts_with("* BYE The server is stopping"));
    assert!(serve.ended().success());
}

#[test]
fn invalid_limits_and_conflicting_options_are_errors() {
    for wrong in [
        &["--limit-address", "10"][..],
        &["--limit-name", "0/5"],
        &["--limit-connections", "5/x"],
        &["--limit-delay", "31"],
        &["--limits", "--no-limits"],
        &["--no-limits", "--limit-name", "1/1"],
    ] {
        let said = output(command(&[&["serve", "--user", "alice:wonderland"], wrong].concat()));
        assert_eq!(said.code, 2, "{wrong:?}: {said:?}");
    }
}
