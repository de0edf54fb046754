//! Tests of accounts that several machines share.
use crate::support::{Data, PASSWORD, Protocol, Serve, USER, command, output};
use countersign::{Credentials, formats::postgresql};

#[test]
#[ignore = "needs PostgreSQL"]
fn a_restart_of_the_database_costs_no_login_and_no_connection() {
    let data = Data::new();
    let postgres = data.postgres().expect("run by .ci/postgres");
    let servers = [Serve::on(&data), Serve::on(&data)];
    let mut wires = servers.each_ref().map(|serve| serve.logged_in(Protocol::Imap));
    for _ in 0..3 {
        postgres.restart();
        for (serve, wire) in servers.iter().zip(&mut wires) {
            assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some("SCRAM-SHA-256")).code, 0);
            assert_eq!(serve.result(), "accepted");
            wire.noop(Protocol::Imap);
        }
    }
    postgres.restart();
    data.done(&["account", "disable", USER]);
    for wire in &mut wires {
        assert_eq!(wire.rest().len(), 1, "one farewell");
    }
}

#[test]
#[ignore = "needs PostgreSQL"]
fn the_database_url_is_shown_without_its_password() {
    let data = Data::none();
    let postgres = data.postgres().expect("run by .ci/postgres");
    let url = postgres.direct();
    let (_, password) = url.split_once("tester:").expect("a user");
    let (password, place) = password.split_once('@').expect("a password");
    let wrong = url.replace(password, "not-the-one");
    for (url, code) in [(url.as_str(), 0), (&wrong, 5), (&url.replace("postgres:", "postgres;"), 2)] {
        let mut add = command(&["account", "add", USER]);
        add.env("COUNTERSIGN_DATABASE", url);
        let said = output(add);
        assert_eq!(said.code, code, "{said:?}");
        assert!(!said.out.contains(password) && !said.err.contains(password), "{said:?}");
        assert!(!said.err.contains("not-the-one"), "{said:?}");
        assert_eq!(said.out.contains(&format!("postgres://tester@{place}")), code == 0, "{said:?}");
    }
    let said = output(command(&["serve", "--database", &wrong]));
    assert_eq!(said.code, 5, "{said:?}");
    let said = output(command(&["account", "list", "--database", &url, "--data", "somewhere"]));
    assert_eq!(said.code, 2, "{said:?}");
}

/// A password that SASLprep changes.
const TYPED: &str = "p\u{e4}ss\u{b2}word";

#[test]
#[ignore = "needs PostgreSQL"]
fn a_verifier_that_create_role_has_made_logs_in_here() {
    let data = Data::new();
    let postgres = data.postgres().expect("run by .ci/postgres");
    let role = format!("theirs_{}", std::process::id());
    postgres.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD '{TYPED}'"));
    let theirs = postgres.text(&format!("SELECT rolpassword FROM pg_authid WHERE rolname = '{role}'"));
    postgres.execute(&format!("DROP ROLE {role}"));
    let read = postgresql::read(&theirs).expect("a verifier").check().run().expect("of no empty password");
    let sql = format!("UPDATE account SET credentials = '{}', kind = ''", read.to_text().as_str());
    postgres.execute(&sql);
    let serve = Serve::on(&data);
    for (mechanism, password, code) in [
        ("SCRAM-SHA-256", TYPED, 0),
        ("SCRAM-SHA-256-PLUS", TYPED, 0),
        ("PLAIN", TYPED, 0),
        ("SCRAM-SHA-256", PASSWORD, 1),
        ("PLAIN", PASSWORD, 1),
    ] {
        let said = serve.login_as("imaps", USER, password, Some(mechanism));
        assert_eq!(said.code, code, "{mechanism}: {said:?}");
    }
}

#[test]
#[ignore = "needs PostgreSQL"]
fn a_verifier_of_ours_logs_in_to_postgresql() {
    let data = Data::new();
    let postgres = data.postgres().expect("run by .ci/postgres");
    data.set_password(USER, TYPED);
    let ours = Credentials::parse(&postgres.text("SELECT credentials FROM account")).expect("records");
    let ours = postgresql::write(&ours).expect("one for SCRAM-SHA-256").value;
    let role = format!("ours_{}", std::process::id());
    postgres.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD '{}'", ours.as_str()));
    let kept = postgres.text(&format!("SELECT rolpassword FROM pg_authid WHERE rolname = '{role}'"));
    assert_eq!(kept, ours.as_str(), "taken as what it is, and not for a password");
    let logged_in = [TYPED, PASSWORD, ours.as_str()].map(|password| postgres.psql(&role, password));
    postgres.execute(&format!("DROP ROLE {role}"));
    assert_eq!(logged_in, [true, false, false]);
}

/// As in docs/migrating.md.
const QUERY: &str = "SELECT row_to_json(r) FROM (SELECT rolname, rolpassword, rolcanlogin, rolconnlimit, \
    extract(epoch FROM rolvaliduntil) AS rolvaliduntil FROM pg_authid WHERE rolpassword IS NOT NULL) r";

#[test]
#[ignore = "needs PostgreSQL"]
fn the_query_of_the_docs_keeps_closed_the_roles_that_are_closed_there() {
    assert!(include_str!("../../../../docs/migrating.md").contains(QUERY), "the docs have another query");
    let data = Data::none();
    let postgres = data.postgres().expect("run by .ci/postgres");
    let id = format!("closed_{}", std::process::id());
    let roles = [
        ("well", "LOGIN", "enabled"),
        ("forever", "LOGIN VALID UNTIL 'infinity'", "enabled"),
        ("gone", "NOLOGIN", "disabled"),
        ("expired", "LOGIN VALID UNTIL '2020-01-01'", "disabled"),
        ("never", "LOGIN VALID UNTIL '-infinity'", "disabled"),
        ("ends", "LOGIN VALID UNTIL '2100-01-01'", "disabled"),
        ("nowhere", "LOGIN CONNECTION LIMIT 0", "disabled"),
    ];
    for (role, how, _) in roles {
        postgres.execute(&format!("CREATE ROLE {role}_{id} {how} PASSWORD '{PASSWORD}'"));
    }
    let there = roles.map(|(role, ..)| postgres.psql(&format!("{role}_{id}"), PASSWORD));
    let exported = postgres.export(QUERY);
    for (role, ..) in roles {
        postgres.execute(&format!("DROP ROLE {role}_{id}"));
    }
    assert_eq!(there, [true, true, false, false, false, true, false], "the logins that PostgreSQL accepts");
    let ours: Vec<_> = exported.lines().filter(|line| line.contains(&format!("_{id}\""))).collect();
    assert_eq!(ours.len(), roles.len(), "{exported}");
    let file = data.home().join("roles");
    std::fs::write(&file, format!("{}\n", ours.join("\n"))).unwrap();
    let import = ["password", "import", file.to_str().unwrap(), "--format", "postgresql"];
    let said = data.json(&import);
    assert_eq!((&said["imported"], &said["disabled"]), (&7.into(), &5.into()), "{said}");
    let serve = Serve::on(&data);
    for (role, _, state) in roles {
        let name = format!("{role}_{id}");
        assert_eq!(data.json(&["account", "show", &name])["state"], state, "{role}");
        let said = serve.login_as("imaps", &name, PASSWORD, Some("SCRAM-SHA-256"));
        assert_eq!(said.code == 0, state == "enabled", "{role}: {said:?}");
    }
}
