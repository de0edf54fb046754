//! Changes by the command line take effect on running servers and open connections.
use crate::support::{ALL, Data, PASSWORD, Protocol, Protocol::Imap, Serve, USER, Wire};

fn farewell(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "* BYE The account has changed; log in again",
        Protocol::Smtp => "421 4.7.0 The account has changed; log in again",
        Protocol::Pop3 => "-ERR [AUTH] The account has changed; log in again",
        Protocol::Sieve => "BYE \"The account has changed; log in again\"",
    }
}

/// Returns logged-in connections of all protocols, and one that waits in IDLE.
fn logged_in(serve: &Serve) -> Vec<(Wire, Protocol)> {
    let mut wires: Vec<_> = ALL.into_iter().map(|protocol| (serve.logged_in(protocol), protocol)).collect();
    let mut idle = serve.logged_in(Imap);
    idle.send("t IDLE\r\n");
    idle.line();
    wires.push((idle, Imap));
    wires
}

/// Checks that a change ends the connections of the account, on every server, and of no other account.
#[track_caller]
fn ends(change: impl FnOnce(&Data)) {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    data.set_password("bob", "another-wonder");
    let servers = [Serve::on(&data), Serve::on(&data)];
    let mut theirs = servers.each_ref().map(logged_in);
    let mut bobs = servers.each_ref().map(|serve| {
        let mut wire = serve.tls(Imap);
        assert!(wire.imap("LOGIN bob another-wonder").last().unwrap().starts_with("t OK "));
        wire
    });
    change(&data);
    for (wire, protocol) in theirs.iter_mut().flatten() {
        assert_eq!(wire.rest(), [farewell(*protocol)]);
    }
    bobs.iter_mut().for_each(|wire| wire.noop(Imap));
}

#[test]
fn password_change_ends_open_connections() {
    ends(|data| data.set_password(USER, "looking-glass"));
}

#[test]
fn a_disabled_account_loses_its_connections() {
    ends(|data| data.done(&["account", "disable", USER]));
}

#[test]
fn a_removed_account_loses_its_connections() {
    ends(|data| data.done(&["account", "remove", USER]));
}

#[test]
fn unrelated_changes_end_no_connection() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wires = logged_in(&serve);
    data.done(&["account", "address", "add", USER, "info@example.org"]);
    data.done(&["account", "enable", USER]);
    data.done(&["account", "add", "bob"]);
    // A later change that has been seen shows that these have been seen.
    let mut other = {
        data.set_password("bob", "another-wonder");
        let mut wire = serve.tls(Imap);
        assert!(wire.imap("LOGIN bob another-wonder").last().unwrap().starts_with("t OK "));
        wire
    };
    data.done(&["account", "disable", "bob"]);
    assert_eq!(other.rest(), [farewell(Imap)]);
    let (mut idle, _) = wires.pop().unwrap();
    assert!(idle.is_open());
    idle.send("DONE\r\n");
    assert_eq!(idle.line(), "t OK IDLE completed");
    for (wire, protocol) in &mut wires {
        wire.noop(*protocol);
    }
}

#[test]
fn a_new_password_is_the_only_one_at_once() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for mechanism in ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"] {
        assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some(mechanism)).code, 0);
    }
    data.set_password(USER, "looking-glass");
    for mechanism in ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"] {
        assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some(mechanism)).code, 1, "{mechanism}");
        assert_eq!(serve.login_as("imaps", USER, "looking-glass", Some(mechanism)).code, 0, "{mechanism}");
    }
}

#[test]
fn a139_a_disabled_account_is_refused_only_after_a_right_proof() {
    let data = Data::new();
    let serve = Serve::on(&data);
    data.done(&["account", "disable", USER]);
    for mechanism in ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"] {
        for scheme in ["imaps", "smtps", "pop3s", "sieve"] {
            let said = serve.login_as(scheme, "alice@example.org", PASSWORD, Some(mechanism));
            // ManageSieve has no code for it (RFC 5804 section 1.3), only text.
            let told = if scheme == "sieve" { "other" } else { "disabled" };
            let json = said.json();
            assert_eq!((said.code, json["error"].as_str()), (1, Some(told)), "{said:?}");
            assert!(json["message"].as_str().unwrap().contains("This account is disabled"), "{said:?}");
            assert_eq!(serve.result(), "rejected:disabled");
            let said = serve.login_as(scheme, USER, "looking-glass", Some(mechanism));
            assert_eq!(said.code, 1, "{said:?}");
            assert!(!said.out.contains("disabled"), "{said:?}");
            assert_eq!(serve.result(), "rejected:bad-credentials");
        }
    }
    let mut wire = serve.tls(Imap);
    let line = wire.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap();
    assert!(line.starts_with("t NO [CONTACTADMIN] "), "{line}");
    data.done(&["account", "enable", USER]);
    assert!(wire.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
}

#[test]
fn an_account_added_again_is_a_different_account() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wires = logged_in(&serve);
    data.done(&["account", "remove", USER]);
    data.done(&["account", "add", USER]);
    data.set_password(USER, PASSWORD);
    for (wire, protocol) in &mut wires {
        assert_eq!(wire.rest(), [farewell(*protocol)]);
    }
}
