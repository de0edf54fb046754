//! Unknown names look like the accounts, as these change.
use crate::support::{Data, PASSWORD, Protocol::Imap, Serve, USER, base64, command, octets, output, until};
use std::collections::BTreeSet;

/// Returns the salt and the iteration count that a name is shown.
fn shown(serve: &Serve, mechanism: &str, name: &str) -> (String, String) {
    let mut wire = serve.clear(Imap);
    let first = base64(format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL"));
    wire.send(format!("t AUTHENTICATE {mechanism} {first}\r\n"));
    let line = wire.line();
    let challenge = octets(line.strip_prefix("+ ").expect("a challenge"));
    let challenge = String::from_utf8(challenge).expect("ASCII");
    let (salt, count) = challenge.split_once(",s=").expect("a salt").1.split_once(",i=").expect("a count");
    (salt.to_owned(), count.to_owned())
}

fn count(serve: &Serve, name: &str) -> String {
    shown(serve, "SCRAM-SHA-256", name).1
}

fn set_with(data: &Data, name: &str, iterations: &str) {
    let mut set =
        command(&[&["password", "set", name, "--iterations", iterations][..], &data.option()].concat());
    set.env("COUNTERSIGN_PASSWORD", PASSWORD);
    let said = output(set);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a024_unknown_names_follow_the_accounts() {
    let data = Data::none();
    data.done(&["account", "add", USER]);
    data.done(&["account", "add", "bob"]);
    let serve = Serve::on(&data);
    assert_eq!(count(&serve, "mallory"), "32768", "there is no account to look like");
    set_with(&data, USER, "5000");
    until("they are like the one that there is", || count(&serve, "mallory") == "5000");
    assert_eq!(count(&serve, USER), "5000");
    assert_eq!(count(&serve, "bob"), "5000", "an account without a password looks like an unknown name");
    set_with(&data, "bob", "6000");
    let names: Vec<String> = (0..40).map(|at| format!("nobody{at}")).collect();
    let seen = || names.iter().map(|name| count(&serve, name)).collect::<Vec<_>>();
    until("there are some of each kind", || seen().iter().collect::<BTreeSet<_>>().len() == 2);
    let now = seen();
    assert!(now.iter().all(|count| count == "5000" || count == "6000"), "{now:?}");
    // Another server of the same accounts shows the same for each of them.
    let other = Serve::on(&data);
    for (name, now) in names.iter().zip(&now) {
        for spelling in [name.clone(), name.to_uppercase()] {
            assert_eq!(shown(&other, "SCRAM-SHA-256", &spelling), shown(&serve, "SCRAM-SHA-256", name));
        }
        assert_eq!(shown(&other, "SCRAM-SHA-512", name).1, *now, "of one kind by every mechanism");
    }
    data.done(&["account", "remove", "bob"]);
    until("they are like the one that is left", || seen().iter().all(|count| count == "5000"));
}
