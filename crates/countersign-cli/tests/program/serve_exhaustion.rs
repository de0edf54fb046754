//! Clients that exhaust the server: by challenges, hashes, connections, names.
use crate::support::{
    ALL, BAD_CREDENTIALS, Data, IMPLICIT, PASSWORD, Protocol, Protocol::Imap, Serve, UNAVAILABLE, USER, Wire,
    base64, client_first_of, metric, until,
};
use std::net::Ipv4Addr;

/// Tries PLAIN; returns the answer and the server's audit record.
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

#[test]
fn a156_challenges_that_are_not_answered_count_for_limits() {
    let data = Data::new();
    let serve = Serve::run_on(&data, &["--limit-challenges", "8/8", "--limit-delay", "0"]);
    let ask = |protocol: Protocol, name: &str| {
        let mut wire = serve.clear(protocol);
        let begin = protocol.begin("SCRAM-SHA-256", Some(client_first_of(name).as_bytes()));
        wire.send([&begin[..], b"\r\n"].concat());
        (wire.line(), wire)
    };
    for protocol in ALL {
        for name in [USER, "nobody"] {
            let (line, wire) = ask(protocol, name);
            assert!(protocol.challenge(&line).is_some(), "{protocol:?}: {line}");
            drop(wire);
            assert_eq!(serve.result(), "rejected:cancelled");
        }
    }
    for protocol in ALL {
        for name in [USER, "nobody"] {
            let (line, _) = ask(protocol, name);
            assert!(line.starts_with(UNAVAILABLE.begins(protocol)), "{protocol:?}: {line}");
            assert_eq!(serve.result(), "rejected:throttled");
        }
        let (_, result) = try_plain(&serve, &mut serve.tls(protocol), protocol, USER, PASSWORD);
        assert_eq!(result, "accepted", "a sent password needs no challenge");
    }
}

/// Three guesses under one name throttle that name. Guesses under another are answered as if the names were unrelated, and a
/// right one among them like a wrong one.
#[test]
fn a157_guesses_at_several_names_of_an_account_add_up_and_link_no_names() {
    let data = Data::new();
    let serve =
        Serve::run_on(&data, &["--limit-name", "3/3", "--limit-address", "99/99", "--limit-delay", "0"]);
    for protocol in ALL {
        let [own, stranger] = ["alice@example.org", "nobody@example.org"].map(|name| {
            let mut wire = serve.tls(protocol);
            [(); 4].map(|()| try_plain(&serve, &mut wire, protocol, name, "wrong"))
        });
        if protocol == ALL[0] {
            assert!(own[2].0.starts_with(BAD_CREDENTIALS.begins(protocol)), "{own:?}");
            assert!(own[3].0.starts_with(UNAVAILABLE.begins(protocol)), "{own:?}");
        }
        assert_eq!(own, stranger, "{protocol:?}");
    }
    let mut wire = serve.tls(Imap);
    let (right, recorded) = try_plain(&serve, &mut wire, Imap, USER, PASSWORD);
    let (wrong, _) = try_plain(&serve, &mut wire, Imap, "nobody", PASSWORD);
    assert_eq!((&right, recorded.as_str()), (&wrong, "rejected:throttled"));
    assert!(right.starts_with(BAD_CREDENTIALS.begins(Imap)), "{right}");
    // By SCRAM, a right proof is answered like a wrong one; and both have counted like wrong ones.
    let mut wire = serve.clear(Imap);
    assert!(!wire.log_in(Imap));
    assert_eq!(serve.result(), "rejected:throttled");
    assert!(try_plain(&serve, &mut serve.tls(Imap), Imap, USER, "wrong").0.starts_with("t NO [AUTH"));
    let (held, _) = try_plain(&serve, &mut serve.tls(Imap), Imap, USER, PASSWORD);
    assert!(held.starts_with(UNAVAILABLE.begins(Imap)), "{held}");
}

#[test]
fn a157_where_the_owner_has_logged_in_the_account_stays_open() {
    let data = Data::new();
    let serve =
        Serve::run_on(&data, &["--limit-name", "3/3", "--limit-address", "99/99", "--limit-delay", "0"]);
    let from = |last| Wire::plain_from(Ipv4Addr::new(127, 0, 0, last), serve.address(Imap)).greeted(Imap);
    assert!(from(1).log_in(Imap));
    assert_eq!(serve.result(), "accepted");
    for _ in 0..3 {
        let mut wire = serve.tls(Imap);
        let (_, result) = try_plain(&serve, &mut wire, Imap, "alice@example.org", "wrong");
        assert_eq!(result, "rejected:bad-credentials");
    }
    assert!(!from(2).log_in(Imap));
    assert_eq!(serve.result(), "rejected:throttled");
    assert!(from(1).log_in(Imap));
}

const HARD: &str = "hard:{ARGON2ID}$argon2id$v=19$m=16384,t=1,p=1$c29tZXNhbHQ$\
    nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n";

#[test]
fn a158_fifty_concurrent_memory_hard_logins_stay_within_the_memory_limit() {
    let data = Data::none();
    let users = data.home().join("users");
    std::fs::write(&users, HARD).expect("a file");
    data.done(&["password", "import", users.to_str().expect("a path"), "--format", "dovecot"]);
    let serve = Serve::run_on(&data, &["--no-limits", "--work-memory", "32", "--metrics", "127.0.0.1:0"]);
    let begin = base64("\0hard\0wrong");
    let begin = [&Imap.begin("PLAIN", Some(begin.as_bytes()))[..], b"\r\n"].concat();
    let mut wires: Vec<_> = (0..50).map(|_| serve.tls(Imap)).collect();
    wires.iter_mut().for_each(|wire| wire.send(&begin));
    for wire in &mut wires {
        let line = wire.line();
        assert!(line.starts_with(BAD_CREDENTIALS.begins(Imap)), "{line}");
    }
    let peak = metric(&serve, "countersign_work_memory_peak_bytes").expect("it is measured");
    let mib = f64::from(1024 * 1024);
    assert!((16.0 * mib..=32.0 * mib).contains(&peak), "{peak}");
    assert_eq!(metric(&serve, "countersign_work_memory_bytes"), Some(0.0));
    assert_eq!(metric(&serve, "countersign_work_waiting{queue=\"hashing\"}"), Some(0.0));
}

#[test]
fn a160_a_network_takes_no_more_slots_than_its_share() {
    let serve = Serve::with(&["--limit-connections", "2/100"]);
    let open = |network, last| {
        Wire::plain_from(Ipv4Addr::new(127, 0, network, last), serve.address(Imap))
            .next_line()
            .unwrap_or_default()
    };
    let connect = |network, last| Wire::plain_from(Ipv4Addr::new(127, 0, network, last), serve.address(Imap));
    let street: Vec<_> =
        (1..=3).flat_map(|last| [last; 2]).map(|last| connect(0, last).greeted(Imap)).collect();
    assert!(open(0, 4).starts_with("* BYE [UNAVAILABLE] "), "six from a /26");
    let provider: Vec<_> =
        (1..=6).flat_map(|network| [network; 2]).map(|network| connect(network, 1).greeted(Imap)).collect();
    assert!(open(7, 1).starts_with("* BYE [UNAVAILABLE] "), "eighteen from a /21");
    assert!(open(8, 1).starts_with("* OK "), "another /21");
    drop((street, provider));
}

#[test]
fn a161_the_longest_idle_connection_is_evicted_before_login() {
    for protocol in ALL {
        let serve = Serve::with(&["--limit-connections", "9/2"]);
        let mut first = serve.clear(protocol);
        let mut second = serve.clear(protocol);
        first.noop(protocol);
        let mut third = serve.clear(protocol);
        let said = second.rest().join("\n");
        let crowded =
            protocol.pick(["* BYE [UNAVAILABLE] ", "421 4.3.2 ", "-ERR [SYS/TEMP] ", "BYE (TRYLATER) "]);
        assert!(said.starts_with(crowded), "{protocol:?}: {said}");
        let told = serve.attempt();
        assert_eq!((&told["event"], &told["result"]), (&"limit".into(), &"gave-way".into()));
        assert!(third.log_in(protocol), "the connection that took its slot");
        first.noop(protocol);
    }
    for protocol in IMPLICIT {
        let serve = Serve::with(&["--limit-connections", "9/1"]);
        let [imaps, submissions, pop3s] = serve.implicit();
        let address = protocol.pick([imaps, submissions, pop3s, pop3s]);
        let silent = Wire::plain(address);
        // The order of the two ports is not specified.
        until("it was evicted", || {
            Wire::plain(serve.address(protocol)).next_line();
            !silent.is_open()
        });
        assert_eq!(serve.attempt()["result"], "gave-way");
        assert!(serve.clear(protocol).log_in(protocol));
    }
    for protocol in ALL {
        let serve = Serve::with(&["--limit-connections", "9/1"]);
        let mut silent = serve.clear(protocol);
        silent.send(protocol.starttls());
        silent.line();
        let mut second = serve.clear(protocol);
        silent.drain();
        assert_eq!(serve.attempt()["result"], "gave-way");
        assert!(second.log_in(protocol));
    }
}

#[test]
fn a161_a_login_that_is_under_way_stays() {
    let serve = Serve::with(&["--limit-connections", "9/2"]);
    let mut busy = serve.clear(Imap);
    busy.send([&Imap.begin("SCRAM-SHA-256", Some(client_first_of(USER).as_bytes()))[..], b"\r\n"].concat());
    assert!(Imap.challenge(&busy.line()).is_some());
    let mut idle = serve.clear(Imap);
    let _third = serve.clear(Imap);
    assert!(idle.line().starts_with("* BYE [UNAVAILABLE] "));
    assert!(busy.is_open());
}
