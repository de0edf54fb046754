//! `account` and `password set`: the first steps, and the output of each command.
use crate::support::{Data, PASSWORD, Serve, USER, command, output};
use std::{fs, os::unix::fs::PermissionsExt as _};

const MECHANISMS: [&str; 9] = [
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA-512",
    "SCRAM-SHA3-512-PLUS",
    "SCRAM-SHA3-512",
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-1",
    "PLAIN",
];

#[test]
fn three_commands_lead_to_an_inbox() {
    let data = Data::none();
    let said = data.run(&["account", "add", "alice", "--address", "alice@example.org"]);
    assert!(said.out.contains("Next: countersign password set alice --data"), "{said:?}");
    data.set_password("alice", PASSWORD);
    let serve = Serve::on(&data);
    for mechanism in MECHANISMS {
        for (scheme, user) in [
            ("imaps", "alice"),
            ("imap", "Alice@Example.ORG"),
            ("smtps", "ALICE"),
            ("smtp", "alice@example.org"),
        ] {
            let said = serve.login_as(scheme, user, PASSWORD, Some(mechanism));
            assert_eq!(said.code, 0, "{said:?}");
            let attempt = serve.attempt();
            assert_eq!((&attempt["mechanism"], &attempt["account"]), (&mechanism.into(), &"alice".into()));
        }
    }
}

#[test]
fn without_a_folder_named_it_is_the_one_of_the_home() {
    let data = Data::none();
    let mut add = command(&["account", "add", "alice", "--json"]);
    add.env("HOME", data.home());
    let said = output(add).json();
    let folder = data.home().join(".local/share/countersign");
    assert_eq!(said["data"], folder.to_str().unwrap());
    for (name, value) in
        [("COUNTERSIGN_DATA", folder.clone()), ("XDG_DATA_HOME", data.home().join(".local/share"))]
    {
        let mut list = command(&["account", "list", "--json"]);
        list.env(name, value);
        assert_eq!(output(list).json()["name"], "alice", "{name}");
    }
    assert_eq!(output(command(&["account", "list"])).code, 2, "no home at all");
}

#[test]
fn commands_show_the_result_without_secrets() {
    let data = Data::new();
    let alice = data.json(&["account", "show", "ALICE@example.org"]);
    assert_eq!((&alice["name"], &alice["state"]), (&"alice".into(), &"enabled".into()));
    assert_eq!(alice["addresses"], serde_json::json!(["alice@example.org"]));
    let records = alice["records"].as_array().unwrap();
    assert!(
        records.iter().any(|record| record["mechanism"] == "SCRAM-SHA-256" && record["iterations"] == 4096)
    );
    assert!(!alice.to_string().contains('$'), "{alice}");
    data.done(&["account", "add", "bob"]);
    let said = data.run(&["account", "list", "--json"]);
    let names: Vec<_> = said.rows().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["alice", "bob"]);
    assert_eq!(data.json(&["account", "show", "bob"])["records"], serde_json::json!([]));
    assert_eq!(data.json(&["account", "disable", "bob"])["state"], "disabled");
    assert_eq!(data.json(&["account", "enable", "bob"])["state"], "enabled");
    let more = data.json(&["account", "address", "add", "bob", "bob@example.org"]);
    assert_eq!(more["addresses"], serde_json::json!(["bob@example.org"]));
    let less = data.json(&["account", "address", "remove", "bob", "BOB@example.org"]);
    assert_eq!(less["addresses"], serde_json::json!([]));
    assert_eq!(data.json(&["account", "remove", "bob"])["removed"], "bob");
    for gone in [["account", "show", "bob"], ["account", "remove", "bob"], ["account", "disable", "bob"]] {
        let said = data.run(&gone);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
        assert!(said.err.contains("no account has this name"), "{said:?}");
    }
}

#[test]
fn all_files_are_accessible_to_their_owner_only() {
    let data = Data::in_folder();
    let mode = |path: &str| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data.folder()), 0o700);
    let _serve = Serve::on(&data);
    let mut names = Vec::new();
    for entry in fs::read_dir(data.folder()).unwrap().flatten() {
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{entry:?}");
        names.push(entry.file_name().into_string().unwrap());
    }
    for name in ["accounts.sqlite", "accounts.sqlite-wal", "directory.secret"] {
        assert!(names.iter().any(|other| other == name), "{names:?}");
    }
    let secret = fs::read(format!("{}/directory.secret", data.folder())).unwrap();
    assert_eq!(secret.len(), 32);
    data.done(&["account", "add", "bob"]);
    assert_eq!(fs::read(format!("{}/directory.secret", data.folder())).unwrap(), secret, "made once");
}

#[test]
fn a_folder_without_accounts_is_an_error_and_not_created() {
    let data = Data::no_folder();
    for arguments in [&["account", "list"][..], &["account", "show", USER], &["serve"]] {
        let said = data.run(arguments);
        assert_eq!(said.code, 5, "{said:?}");
        assert!(said.err.contains("no accounts in ") && said.err.contains("account add"), "{said:?}");
    }
    assert!(!fs::exists(data.folder()).unwrap());
}

#[test]
fn a_file_that_is_not_a_database_or_a_newer_one_is_an_error() {
    let data = Data::in_folder();
    let file = format!("{}/accounts.sqlite", data.folder());
    // The content may still be in SQLite's write-ahead log.
    let _ = fs::remove_file(format!("{file}-wal"));
    fs::write(&file, "this is not a database; ".repeat(100)).unwrap();
    let said = data.run(&["account", "list"]);
    assert_eq!(said.code, 5, "{said:?}");
    assert!(said.err.contains("cannot use the account database: "), "{said:?}");
}

#[test]
fn opaquestring_is_applied_to_passwords_and_its_error_shown() {
    let data = Data::new();
    for (password, why) in [
        ("correct\thorse", "the password contains a control character at position 8"),
        ("joined a\u{200d}b", "the password contains a character that is not allowed next to its neighbours"),
        ("sev3n-7", "at least 8 octets"),
        ("", "the password is empty"),
    ] {
        let mut set = command(&[&["password", "set", USER][..], &data.option()].concat());
        set.env("COUNTERSIGN_PASSWORD", password);
        let said = output(set);
        assert!(said.code == 1 || password.is_empty(), "{said:?}");
        assert!(said.err.contains(why), "{said:?}");
        assert!(password.is_empty() || !said.err.contains(password), "{said:?}");
    }
    assert_eq!(data.json(&["account", "show", USER])["generation"], 1, "the old one stays");
    let serve = Serve::on(&data);
    assert_eq!(serve.login_as("imaps", USER, PASSWORD, None).code, 0);
}

#[test]
fn accents_and_emoji_log_in_in_any_normalization_form() {
    let data = Data::none();
    data.done(&["account", "add", "zo\u{e9}"]);
    data.set_password("ZOE\u{301}", "p\u{e4}sswort 🐴²");
    let serve = Serve::on(&data);
    for mechanism in MECHANISMS {
        let said = serve.login_as("imaps", "zoe\u{301}", "pa\u{308}sswort 🐴²", Some(mechanism));
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(serve.attempt()["account"], "zo\u{e9}");
    }
}

#[test]
fn a_password_comes_from_a_file_or_a_variable() {
    let data = Data::new();
    let file = data.home().join("new.txt");
    fs::write(&file, "looking-glass\nnothing of this\n").unwrap();
    data.done(&["password", "set", USER, "--password-file", file.to_str().unwrap()]);
    let serve = Serve::on(&data);
    assert_eq!(serve.login_as("imaps", USER, "looking-glass", None).code, 0);
    let said = data.run(&["password", "set", USER]);
    assert_eq!(
        (said.code, said.err.contains("--password-file FILE")),
        (2, true),
        "no terminal here: {said:?}"
    );
    let said = data.run(&["password", "set", "mallory"]);
    assert_eq!(said.code, 1, "no prompt without an account: {said:?}");
}

#[test]
fn records_are_derived_without_an_account() {
    let derive = || {
        let mut derive = command(&["password", "derive", "--iterations", "4096", "--json"]);
        derive.env("COUNTERSIGN_PASSWORD", PASSWORD);
        output(derive)
    };
    let (one, other) = (derive().json(), derive().json());
    let records = one["records"].as_array().unwrap();
    assert!(
        records.iter().any(|record| record.as_str().unwrap().starts_with("SCRAM-SHA-256$4096:")),
        "{one}"
    );
    assert_ne!(one, other, "each has another salt");
    let parsed = |text: &str| countersign::Credentials::parse(text);
    let text: Vec<_> = records.iter().map(|record| record.as_str().unwrap()).collect();
    assert!(parsed(&text.join("\n")).is_ok());
    assert_eq!(output(command(&["password", "derive", "--iterations", "1"])).code, 2);
}
