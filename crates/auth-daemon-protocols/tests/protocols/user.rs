//! The user socket.
use auth_daemon_protocols::dovecot::{
    Violation,
    user::{
        Account,
        client::{self, Answer, GreetingStep},
        server::{self, Open, Step, VersionStep},
    },
};

fn open(connection: u32) -> Open {
    let (_, connection) = server::accept(7, connection);
    let VersionStep::Open(open) = connection.receive(&mut &b"VERSION\t1\t1\n"[..]) else { panic!() };
    open
}

fn caller() -> client::Open {
    let (_, connecting) = client::connect(1);
    let GreetingStep::Ready(open) = connecting.receive(&mut &b"VERSION\t1\t4\nSPID\t7\n"[..]) else {
        panic!()
    };
    open
}

#[test]
fn chasquid_as_recorded() {
    let (greeting, connection) = server::accept(7, 1);
    assert_eq!(greeting.as_bytes(), b"VERSION\t1\t4\nSPID\t7\n");
    let mut input =
        &b"VERSION\t1\t1\nUSER\t1\talice@localhost\tservice=smtp\nUSER\t2\tbob@localhost\tservice=smtp\n"[..];
    let VersionStep::Open(open) = connection.receive(&mut input) else { panic!() };
    let Step::LookUp { user, service, lookup, then } = open.receive(&mut input) else { panic!() };
    assert_eq!((user.as_str(), service.as_str()), ("alice@localhost", "smtp"));
    let mut account = Account::default();
    (account.uid, account.gid, account.home) = (Some(8), Some(8), Some("/var/mail".into()));
    let Step::Send { line, then } = then.found(lookup, &user, &account) else { panic!() };
    assert_eq!(line.as_bytes(), b"USER\t1\talice@localhost\tuid=8\tgid=8\thome=/var/mail\n");
    let Step::LookUp { lookup, then, .. } = then.receive(&mut input) else { panic!() };
    let Step::Send { line, .. } = then.not_found(lookup) else { panic!() };
    assert_eq!(line.as_bytes(), b"NOTFOUND\t2\n");
}

#[test]
fn lines_that_end_the_connection() {
    for (line, why) in [
        ("\n", Violation::Command),
        ("PASS\t1\tamy\n", Violation::Command),
        ("LIST\t1\n", Violation::Command),
        ("USER\t0\tamy\n", Violation::Id),
        ("USER\t1\n", Violation::MissingField),
        ("USER\t1\t\n", Violation::MissingField),
    ] {
        assert!(
            matches!(open(1).receive(&mut line.as_bytes()), Step::Close(violation) if violation == why),
            "{line:?}"
        );
    }
    let Step::LookUp { then, .. } = open(1).receive(&mut &b"USER\t1\tamy\n"[..]) else { panic!() };
    assert!(matches!(then.receive(&mut &b"USER\t1\tbob\n"[..]), Step::Close(Violation::IdInUse)));
}

#[test]
fn names_that_no_account_has() {
    for name in [&b"\xff"[..], &[b'a'; 1025]] {
        let line = [b"USER\t1\t", name, b"\n"].concat();
        let Step::Send { line, .. } = open(1).receive(&mut &line[..]) else { panic!() };
        assert_eq!(line.as_bytes(), b"NOTFOUND\t1\n");
    }
}

#[test]
fn lookups_are_bounded_and_of_one_connection() {
    let mut connection = open(1);
    let mut last = None;
    for id in 1..=64 {
        let Step::LookUp { lookup, then, .. } =
            connection.receive(&mut format!("USER\t{id}\tamy\n").as_bytes())
        else {
            panic!()
        };
        (connection, last) = (then, Some(lookup));
    }
    assert!(matches!(open(2).not_found(last.unwrap()), Step::Discard(_)));
    assert!(matches!(
        connection.receive(&mut &b"USER\t65\tamy\n"[..]),
        Step::Close(Violation::TooManyExchanges)
    ));
}

#[test]
fn a_name_cannot_end_its_field_and_answers_find_their_lookups() {
    let client::Start::Started { lookup: first, line, then } =
        caller().look_up("amy\tservice=x\nUSER\t2\tbob", "smtp")
    else {
        panic!()
    };
    assert_eq!(line.as_bytes(), b"USER\t1\tamy\x01tservice=x\x01nUSER\x01t2\x01tbob\tservice=smtp\n");
    let client::Start::Started { lookup: second, then, .. } = then.look_up("bob", "smtp") else { panic!() };
    let mut input =
        &b"NEW\t1\nUSER\t9\tx\nNOTFOUND\t2\nUSER\t2\teve\nUSER\t1\tamy\tuid=x\tnew=1\thome=/h\x01t\n"[..];
    let client::Step::Answer { lookup, answer, then } = then.receive(&mut input) else { panic!() };
    assert_eq!((lookup, answer), (second, Answer::NotFound));
    let client::Step::Answer { lookup, answer, .. } = then.receive(&mut input) else { panic!() };
    let mut account = Account::default();
    account.home = Some("/h\t".into());
    assert_eq!((lookup, answer), (first, Answer::Found { user: "amy".into(), account }));
}
