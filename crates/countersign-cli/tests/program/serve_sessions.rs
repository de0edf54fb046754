//! Limits on logged-in clients.
use crate::support::PASSWORD;
use crate::support::{
    ALL, Data, Key, Protocol, Protocol::Imap, Serve, UNAVAILABLE, USER, Wire, base64, metric, until,
};

const SMTP: Protocol = Protocol::Smtp;

/// Logs in by PLAIN; returns the answer, on a connection that stays open.
#[track_caller]
fn log_in(serve: &Serve, protocol: Protocol) -> (String, Wire) {
    let mut wire = serve.tls(protocol);
    let response = base64(format!("\0{USER}\0{PASSWORD}"));
    wire.send([&protocol.begin("PLAIN", Some(response.as_bytes()))[..], b"\r\n"].concat());
    (wire.line(), wire)
}

#[test]
fn a162_sessions_of_an_account_have_a_bound_in_every_protocol() {
    let data = Data::new();
    let serve = Serve::run_on(&data, &["--limit-sessions", "2/99", "--metrics", "127.0.0.1:0"]);
    for protocol in ALL {
        let [first, second] = [(); 2].map(|()| log_in(&serve, protocol));
        assert!(protocol.is_in(&first.0) && protocol.is_in(&second.0), "{protocol:?}");
        assert_eq!([serve.result(), serve.result()], ["accepted", "accepted"]);
        let (refused, _) = log_in(&serve, protocol);
        assert!(refused.starts_with(UNAVAILABLE.begins(protocol)), "{protocol:?}: {refused}");
        assert_eq!(serve.result(), "rejected:throttled");
        let name = protocol.pick(["imap", "submission", "pop3", "sieve"]);
        let line = format!("countersign_logins_refused_total{{protocol=\"{name}\",limit=\"sessions\"}}");
        assert_eq!(metric(&serve, &line), Some(1.0));
        drop((first, second));
        until("the sessions have ended", || {
            let is_in = protocol.is_in(&log_in(&serve, protocol).0);
            serve.result();
            is_in
        });
        // .. and that one as well.
        until("no connection is open", || {
            metric(&serve, &format!("countersign_connections_open{{protocol=\"{name}\"}}")) == Some(0.0)
        });
    }
}

#[test]
fn a162_a_key_gets_no_more_sessions_than_a_password() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--limit-sessions", "1/99"]);
    let mut first = serve.keyed(Imap, key.credential());
    assert!(first.line().starts_with("* PREAUTH"));
    assert_eq!(serve.result(), "accepted");
    let mut second = serve.keyed(Imap, key.credential());
    assert!(second.line().starts_with("* BYE [UNAVAILABLE] "));
    assert_eq!(serve.result(), "rejected:throttled");
    let mut third = serve.keyed_starttls(Imap, key.credential());
    third.send(format!("{}\r\n", String::from_utf8_lossy(&Imap.begin("EXTERNAL", Some(b"=")))));
    assert!(third.line().starts_with(UNAVAILABLE.begins(Imap)));
    assert!(first.is_open());
}

#[test]
fn a162_sessions_from_an_address_have_a_bound_over_all_accounts() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    data.set_password("bob", PASSWORD);
    let serve = Serve::run_on(&data, &["--limit-sessions", "99/1"]);
    let first = serve.logged_in(Imap);
    let mut second = serve.tls(Imap);
    let answer = second.imap(format!("LOGIN bob {PASSWORD}")).join("\n");
    assert!(answer.starts_with(UNAVAILABLE.begins(Imap)), "{answer}");
    drop(first);
}

/// Sends the commands before a message.
#[track_caller]
fn begin(wire: &mut Wire) {
    for (command, code) in
        [("MAIL FROM:<a@example.org>", "250"), ("RCPT TO:<b@example.org>", "250"), ("DATA", "354")]
    {
        let answer = wire.smtp(command);
        assert!(answer[0].starts_with(code), "{command}: {answer:?}");
    }
}

/// Returns this many octets, in lines, without an end.
fn octets(count: usize) -> String {
    format!("{}\r\n", "x".repeat(59_998)).repeat(count / 60_000)
}

#[test]
fn a163_messages_that_are_handed_in_at_once_share_their_memory() {
    let serve = Serve::with(&["--data-memory", "16", "--metrics", "127.0.0.1:0"]);
    let mut second = serve.logged_in(SMTP);
    until("the second of two is rejected", || {
        // The one that is read first has the memory.
        let mut first = serve.logged_in(SMTP);
        for wire in [&mut first, &mut second] {
            begin(wire);
            wire.send(octets(9_000_000));
        }
        let answers = [first.smtp("."), second.smtp(".")].map(|answer| answer[0].clone());
        let [first, second] = answers.each_ref().map(|answer| answer.starts_with("250 "));
        assert!(first || second, "the one that has it is accepted: {answers:?}");
        assert!(answers.iter().all(|answer| answer.starts_with("250 ") || answer.starts_with("452 4.3.1 ")));
        first && !second
    });
    assert!(metric(&serve, "countersign_messages_refused_total{reason=\"memory\"}") >= Some(1.0));
    begin(&mut second);
    second.send(octets(9_000_000));
    assert!(second.smtp(".")[0].starts_with("250 "), "and the other one then");
    begin(&mut second);
    second.send(octets(11_000_000));
    assert!(second.smtp(".")[0].starts_with("552 5.3.4 "), "no message is larger than one may be");
}

#[test]
fn a163_messages_that_were_handed_in_have_a_bound() {
    let serve = Serve::with(&["--spool-size", "1", "--metrics", "127.0.0.1:0"]);
    let mut wire = serve.logged_in(SMTP);
    for code in ["250 ", "452 4.3.1 ", "452 4.3.1 "] {
        begin(&mut wire);
        wire.send(octets(600_000));
        let answer = wire.smtp(".");
        assert!(answer[0].starts_with(code), "{answer:?}");
    }
    assert_eq!(metric(&serve, "countersign_messages_refused_total{reason=\"spool\"}"), Some(2.0));
    assert_eq!(std::fs::read_dir(&serve.ready.messages).expect("a folder").count(), 1);
    begin(&mut wire);
    assert!(wire.smtp(".")[0].starts_with("250 "), "a small one fits");
}

#[test]
fn memory_and_disk_limits_are_in_mebibytes() {
    for wrong in
        [["--work-memory", "0"], ["--data-memory", "64M"], ["--spool-size", "-1"], ["--limit-sessions", "5"]]
    {
        let said = crate::support::output(crate::support::command(
            &[&["serve", "--user", "alice:wonderland"][..], &wrong].concat(),
        ));
        assert_eq!(said.code, 2, "{wrong:?}: {said:?}");
    }
}
