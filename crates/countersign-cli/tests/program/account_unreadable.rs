//! An account with unreadable records: everything else continues.
use crate::support::{
    Data, PASSWORD,
    Protocol::{Imap, Pop3, Sieve, Smtp},
    Said, Serve, USER, Wire, base64, command, output, until,
};

/// As output shows it.
const SHOWN: &str = r#"account "bro\"ken": the records of its password cannot be read"#;
const BROKEN: &str = "bro\"ken";

/// A name without an account.
const NOBODY: &str = "bri\"ken";

/// Makes alice and carol, and an account with the only records of their profile, so that unknown names would look like it.
fn data(garbage: &str) -> Data {
    let data = Data::new();
    for (name, iterations) in [("carol", "4096"), (BROKEN, "5000")] {
        data.done(&["account", "add", name]);
        let mut set =
            command(&[&["password", "set", name, "--iterations", iterations][..], &data.option()].concat());
        set.env("COUNTERSIGN_PASSWORD", PASSWORD);
        assert_eq!(output(set).code, 0);
    }
    spoil(&data, garbage);
    data
}

/// Spoils them as a change that servers follow.
fn spoil(data: &Data, garbage: &str) {
    data.execute(&format!(
        "UPDATE directory SET change = change + 1; \
         UPDATE account SET credentials = '{garbage}', changed = (SELECT change FROM directory) WHERE name = '{BROKEN}'"
    ));
}

/// Of a newer version, of nothing, and truncated.
const GARBAGE: [&str; 3] = ["SCRAM-SHA-1024$4096:c2FsdA==$a2V5:a2V5", "garbage", "SCRAM-SHA-256$4096:c2Fs"];

fn log_in(serve: &Serve, name: &str) -> Wire {
    let mut wire = serve.started(Imap);
    assert!(wire.imap(format!("LOGIN {name} {PASSWORD}")).pop().unwrap().starts_with("t OK "), "{name}");
    wire
}

fn times(serve: &Serve, text: &str) -> usize {
    serve.log().matches(text).count()
}

#[test]
fn a168_an_unreadable_record_does_not_stop_start_revocation_or_logins() {
    for garbage in GARBAGE {
        let data = data(garbage);
        let serve = Serve::run_on(&data, &["--log", "warn"]);
        until("it is logged", || times(&serve, SHOWN) == 1);
        let (mut alice, mut carol) = (log_in(&serve, USER), log_in(&serve, "carol"));
        data.done(&["account", "disable", USER]);
        let farewell = alice.line();
        assert!(farewell.starts_with("* BYE "), "{farewell}");
        carol.noop(Imap);
        log_in(&serve, "carol");
        data.done(&["account", "enable", USER]);
        log_in(&serve, USER);
        assert_eq!(times(&serve, SHOWN), 1, "once, and not at each change: {}", serve.log());
        assert!(!serve.log().contains("logins fail"), "{}", serve.log());
        // Another text counts as another change.
        spoil(&data, "other garbage");
        until("it is logged again", || times(&serve, SHOWN) == 2);
        data.set_password(BROKEN, PASSWORD);
        let said = serve.login_as("imap", BROKEN, PASSWORD, Some("PLAIN"));
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(times(&serve, SHOWN), 2);
    }
}

#[test]
fn a168_a_record_that_becomes_unreadable_while_a_server_runs() {
    let data = Data::new();
    data.done(&["account", "add", BROKEN]);
    data.set_password(BROKEN, PASSWORD);
    let serve = Serve::run_on(&data, &["--log", "warn"]);
    let mut alice = log_in(&serve, USER);
    spoil(&data, "garbage");
    until("it is logged", || times(&serve, SHOWN) == 1);
    data.set_password(USER, "another password");
    assert!(alice.line().starts_with("* BYE "));
}

/// Returns the lines of a rejected login, without random values.
fn refused(serve: &Serve, name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let message = base64(format!("\0{name}\0{PASSWORD}"));
    for protocol in [Imap, Smtp, Pop3, Sieve] {
        let mut wire = serve.started(protocol);
        wire.send([protocol.begin("PLAIN", Some(message.as_bytes())), b"\r\n".to_vec()].concat());
        lines.push(wire.line());
        lines.push(serve.result());
    }
    for mechanism in ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1"] {
        let said = serve.login_as("imap", name, PASSWORD, Some(mechanism));
        lines.push(format!("{} {}", said.code, said.err));
        lines.push(serve.result());
    }
    lines
}

#[test]
fn a168_the_account_is_answered_like_a_name_without_an_account() {
    let data = data("garbage");
    let serve = Serve::run_on(&data, &[]);
    let broken = refused(&serve, BROKEN);
    assert_eq!(broken, refused(&serve, NOBODY));
    assert!(broken.iter().any(|line| line == "rejected:bad-credentials"), "{broken:?}");
    // App passwords of the account have separate records.
    let secret = data.json(&["password", "app", "add", BROKEN, "phone"]);
    let said = serve.login_as("imap", BROKEN, secret["password"].as_str().unwrap(), Some("PLAIN"));
    assert_eq!(said.code, 0, "{said:?}");
}

fn check(data: &Data) -> Said {
    let [option, place] = data.option();
    output(command(&["serve", "--check", option, place]))
}

#[test]
fn a168_commands_name_the_account() {
    let data = data("garbage");
    let said = check(&data);
    assert!(said.code == 5 && said.err.contains(SHOWN) && said.out.contains("Errors: 1."), "{said:?}");
    let list = data.run(&["account", "list"]);
    assert!(list.code == 0 && list.err.contains(SHOWN) && list.out.contains("unreadable"), "{list:?}");
    assert_eq!(list.out.lines().count(), 3, "{list:?}");
    let shown = data.run(&["account", "show", BROKEN]);
    assert!(shown.code == 0 && shown.err.contains(SHOWN), "{shown:?}");
    assert!(shown.out.contains("password   cannot be read"), "{shown:?}");
    assert!(data.json(&["account", "show", BROKEN])["unreadable"].is_string());
    assert!(data.json(&["account", "show", USER])["unreadable"].is_null());
    let export = data.run(&["password", "export", "--format", "postgresql"]);
    assert!(export.code == 5 && export.out.lines().count() == 2, "{export:?}");
    assert!(export.err.contains(r#"account "bro\"ken""#), "{export:?}");
    let report = data.run(&["password", "upgrade-report"]);
    assert!(report.code == 5 && report.out.contains("Accounts with a password: 2."), "{report:?}");
    // A backup contains it unchanged, and restores it.
    let backup = data.home().join("backup");
    data.done(&["account", "backup", backup.to_str().unwrap()]);
    let other = Data::none();
    other.done(&["account", "restore", backup.to_str().unwrap()]);
    assert_eq!(check(&other).code, 5);
    data.set_password(BROKEN, PASSWORD);
    assert_eq!(check(&data).code, 0);
}
