//! Names and addresses: which are equal, which are rejected, what an unknown one shows.
use crate::support::{Data, PASSWORD, Protocol::Imap, Serve, base64, octets};

#[track_caller]
fn refused(data: &Data, arguments: &[&str], why: &str) {
    let said = data.run(arguments);
    assert_eq!(said.code, 1, "{arguments:?}: {said:?}");
    assert!(said.err.contains(why), "{arguments:?}: {said:?}");
}

#[test]
fn a108_a146_names_that_collide_after_nfc_or_folding_are_refused() {
    let data = Data::none();
    data.done(&["account", "add", "Zo\u{e9}", "--address", "Zoe@Example.org"]);
    let taken = "is taken";
    for name in ["zo\u{e9}", "ZO\u{c9}", "Zoe\u{301}", "zoe@example.org", "ZOE@EXAMPLE.ORG"] {
        refused(&data, &["account", "add", name], taken);
        refused(&data, &["account", "add", "other", "--address", "zoe@example.ORG"], taken);
    }
    data.done(&["account", "add", "bob"]);
    refused(&data, &["account", "address", "add", "bob", "zoe@example.org"], taken);
    refused(&data, &["account", "address", "add", "zo\u{e9}", "zoe@example.org"], taken);
    let rows = data.run(&["account", "list", "--json"]).rows();
    assert_eq!(rows.len(), 2, "nothing half done: {rows:?}");
}

#[test]
fn a062_a107_a108_names_that_look_alike_or_cannot_be_typed_are_refused() {
    let data = Data::new();
    for (name, why) in [
        ("\u{2168}", "some clients replace"),
        ("\u{aa}", "some clients replace"),
        (" bob", "begins or ends with a space"),
        ("bob ", "begins or ends with a space"),
        ("b\tob", "control character"),
        ("b\nob", "control character"),
        ("", "the name is empty"),
    ] {
        refused(&data, &["account", "add", name], why);
    }
    for address in ["bob", "@example.org", "bob@"] {
        refused(&data, &["account", "add", "bob", "--address", address], "not an address");
    }
    assert_eq!(data.run(&["account", "list", "--json"]).rows().len(), 1);
}

#[test]
fn a062_a_name_is_bound_to_a_query_and_never_part_of_it() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let injected =
        ["alice' --", "' OR '1'='1", "alice'; DROP TABLE account; --", "%", "alic_", "*", "$1", "?1"];
    for name in injected {
        for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
            let said = serve.login_as("imaps", name, PASSWORD, Some(mechanism));
            assert_eq!(
                (said.code, serve.result().as_str()),
                (1, "rejected:bad-credentials"),
                "{name}: {said:?}"
            );
        }
        refused(&data, &["account", "show", name], "no account has this name");
    }
    for name in &injected[..3] {
        data.done(&["account", "add", name]);
        assert_eq!(data.json(&["account", "show", name])["name"], *name);
    }
    assert_eq!(serve.login_as("imaps", "alice", PASSWORD, None).code, 0);
}

#[test]
fn an_account_may_have_its_own_name_as_its_address() {
    let data = Data::none();
    data.done(&["account", "add", "bob@example.org", "--address", "Bob@Example.ORG"]);
    let show = || data.json(&["account", "show", "bob@example.org"])["addresses"].clone();
    assert_eq!(show(), serde_json::json!(["bob@example.org"]));
    data.done(&["account", "address", "remove", "bob@example.org", "bob@example.org"]);
    assert_eq!(show(), serde_json::json!([]), "and still has its name");
    refused(
        &data,
        &["account", "address", "remove", "bob@example.org", "bob@example.org"],
        "does not have this address",
    );
}

/// Returns the salt and the iteration count that a name is shown.
fn shown(serve: &Serve, name: &str) -> String {
    let mut wire = serve.clear(Imap);
    let first = base64(format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL"));
    wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {first}\r\n"));
    let line = wire.line();
    let challenge = octets(line.strip_prefix("+ ").expect("a challenge"));
    let challenge = String::from_utf8(challenge).expect("ASCII");
    challenge.split_once(",s=").expect("a salt").1.to_owned()
}

#[test]
fn a146_spellings_of_a_name_show_one_salt_whether_it_is_known_or_not() {
    let data = Data::new();
    data.done(&["account", "add", "no-password"]);
    let first = Serve::on(&data);
    let spellings = [
        ["alice", "ALICE", "Alice"],
        ["mallory", "MALLORY", "Mallory"],
        ["zo\u{e9}", "zoe\u{301}", "ZO\u{c9}"],
        ["no-password", "No-Password", "NO-PASSWORD"],
    ];
    let mut salts = Vec::new();
    for names in spellings {
        let seen = names.map(|name| shown(&first, name));
        assert!(seen.iter().all(|salt| *salt == seen[0]), "{names:?}: {seen:?}");
        salts.push(seen[0].clone());
    }
    salts.sort();
    salts.dedup();
    assert_eq!(salts.len(), 4, "{salts:?}");
    let again = Serve::on(&data);
    for names in spellings {
        assert_eq!(shown(&first, names[0]), shown(&again, names[0]), "as lasting as the accounts: {names:?}");
    }
}
