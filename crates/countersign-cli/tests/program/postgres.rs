//! What there is only where several machines share accounts.
use crate::support::{Data, PASSWORD, Protocol, Serve, USER, command, output};

#[test]
#[ignore = "needs PostgreSQL"]
fn a_restart_of_the_database_costs_nobody_a_login_or_a_connection() {
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
fn the_address_is_said_without_its_password_wherever_it_is_said() {
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
