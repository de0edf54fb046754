//! A server with one fault makes the demonstration fail.
use crate::support::{Said, command, demonstration};

fn demo(sabotage: &str) -> Said {
    let mut command = command(&["demo", "--json"]);
    command.env("COUNTERSIGN_SABOTAGE", sabotage);
    demonstration(command)
}

/// Checks that the demonstration fails in these rows only.
#[track_caller]
fn fails(sabotage: &str, expected: impl Fn(&str, &str) -> bool) {
    let said = demo(sabotage);
    assert_eq!(said.code, 1, "{sabotage}: {said:?}");
    for row in said.rows() {
        let word = |key: &str| row[key].as_str().expect("a word");
        let should_fail = expected(word("expected"), word("mechanism"));
        assert_eq!(row["result"] != row["expected"], should_fail, "{sabotage}: {row}");
    }
}

#[test]
fn a_server_that_accepts_every_login_is_noticed() {
    fails("accept-all", |expected, _| {
        // Two of the rejections are made by the client.
        !["accepted", "rejected:server-not-verified", "rejected:no-mechanism"].contains(&expected)
    });
}

#[test]
fn a_server_that_rejects_every_login_is_noticed() {
    // A key or certificate that the greeting authenticates has no exchange that could be rejected.
    fails("refuse-all", |expected, mechanism| expected == "accepted" && !mechanism.starts_with("tls-"));
}

#[test]
fn a_server_that_does_not_look_at_the_binding_is_noticed() {
    fails("skip-binding", |expected, _| expected == "rejected:binding-mismatch");
}

#[test]
fn a_server_that_does_not_prove_itself_is_noticed() {
    let said = demo("skip-verifier");
    assert_eq!(said.code, 1, "{said:?}");
    for row in said.rows() {
        let is_scram = |name: &str| name.starts_with("SCRAM-");
        let proves = row["expected"] == "accepted" && row["mechanism"].as_str().is_some_and(is_scram);
        assert_eq!(row["result"] != row["expected"], proves, "{row}");
    }
}
