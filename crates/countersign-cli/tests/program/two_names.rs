//! The salts of two names show a client nothing about the accounts.
use crate::support::{Data, PASSWORD, Serve, USER, until};

const HASHES: [&str; 4] = ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA3-512"];
const SHADOW: &str = "shadow.blogger@example.org";

/// Makes alice, with an alias and in two domains; an account without a password; and one next to alice's alias.
fn world() -> Data {
    let data = Data::none();
    for address in ["alice@example.org", "alice@second.example", SHADOW] {
        match data.run(&["account", "add", USER]).code {
            0 | 1 => data.done(&["account", "address", "add", USER, address]),
            code => panic!("{code}"),
        }
    }
    data.done(&["account", "add", "no-password", "--address", "no-password@example.org"]);
    data.set_password(USER, PASSWORD);
    data
}

#[track_caller]
fn log_in(serve: &Serve, user: &str, password: &str, mechanism: &str) -> i32 {
    serve.login_as("imaps", user, password, Some(mechanism)).code
}

#[test]
fn a152_two_names_show_one_salt_whether_an_account_has_them_or_not() {
    let data = world();
    let serve = Serve::on(&data);
    for hash in HASHES {
        let mut salts = Vec::new();
        for name in [USER, "no-password", "mallory", "shadow.blogger"] {
            let seen = serve.shown(hash, name);
            for domain in ["example.org", "second.example", "EXAMPLE.org"] {
                assert_eq!(seen, serve.shown(hash, &format!("{name}@{domain}")), "{hash} {name}@{domain}");
            }
            assert_ne!(seen, serve.shown(hash, &format!("{name}@unserved.example")), "{hash} {name}");
            assert_eq!(seen.0.len(), 24, "{hash} {name}");
            salts.push(seen.0);
        }
        salts.sort();
        salts.dedup();
        assert_eq!(salts.len(), 4, "{hash}: each group its own, those of one account too");
    }
    for mechanism in HASHES.into_iter().chain(["PLAIN"]) {
        for name in [USER, "alice@second.example", SHADOW] {
            assert_eq!(log_in(&serve, name, PASSWORD, mechanism), 0, "{mechanism} {name}");
            assert_eq!(log_in(&serve, name, "stylus", mechanism), 1, "{mechanism} {name}");
        }
        assert_eq!(log_in(&serve, "shadow.blogger", PASSWORD, mechanism), 1, "{mechanism}: not its name");
    }
}

#[test]
fn a152_app_passwords_show_one_salt_for_each_label_existing_or_not() {
    let data = world();
    let app = data.json(&["password", "app", "add", USER, "phone"])["password"].clone();
    let app = app.as_str().expect("a password");
    let serve = Serve::on(&data);
    let mut salts = Vec::new();
    for name in [USER, "no-password", "mallory", "shadow.blogger"] {
        for label in ["phone", "tablet"] {
            let seen = serve.shown("SCRAM-SHA-256", &format!("{name}#{label}"));
            for domain in ["example.org", "second.example"] {
                let other = serve.shown("SCRAM-SHA-256", &format!("{name}#{label}@{domain}"));
                assert_eq!(seen, other, "{name}#{label}@{domain}");
            }
            assert_eq!(seen.1, "32768", "{name}#{label}");
            salts.push(seen.0);
        }
    }
    salts.sort();
    salts.dedup();
    assert_eq!(salts.len(), 8);
    for name in ["alice#phone", "alice#phone@second.example", "shadow.blogger#phone@example.org"] {
        assert_eq!(log_in(&serve, name, app, "SCRAM-SHA-256"), 0, "{name}");
        assert_eq!(log_in(&serve, name, PASSWORD, "SCRAM-SHA-256"), 1, "{name}");
    }
    assert_eq!(log_in(&serve, "shadow.blogger#phone", app, "SCRAM-SHA-256"), 1, "not its name");
}

#[test]
fn a152_a_salt_is_the_same_before_and_after_an_account_has_the_name() {
    let data = world();
    let serve = Serve::on(&data);
    let names = ["carol", "carol@example.org", "pen.name@example.org", "carol#phone"];
    let see = || names.map(|name| serve.shown("SCRAM-SHA-256", name).0);
    let before = see();
    data.done(&["account", "add", "carol", "--address", names[1], "--address", names[2]]);
    assert_eq!(see(), before, "added");
    for password in ["first password", "second password"] {
        data.set_password("carol", password);
        assert_eq!(see(), before, "{password}");
        for name in &names[..3] {
            assert_eq!(log_in(&serve, name, password, "SCRAM-SHA-256"), 0, "{name}");
        }
    }
    for name in &names[..3] {
        assert_eq!(log_in(&serve, name, "first password", "SCRAM-SHA-256"), 1, "{name}: the previous one");
    }
    let app = data.json(&["password", "app", "add", "carol", "phone"])["password"].clone();
    assert_eq!(log_in(&serve, "carol#phone", app.as_str().expect("a password"), "SCRAM-SHA-256"), 0);
    assert_eq!(see(), before, "an app password");
    data.done(&["account", "disable", "carol"]);
    assert_eq!(see(), before, "disabled");
    data.done(&["account", "remove", "carol"]);
    assert_eq!(see(), before, "removed");
}

#[test]
fn a152_a_later_address_is_linkable_until_the_next_plain_login() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let linkable = || data.json(&["account", "show", USER])["linkable"].clone();
    let report = || data.json(&["password", "upgrade-report"])["linkable"].clone();
    data.done(&["account", "address", "add", USER, "alice@second.example"]);
    assert_eq!(linkable(), serde_json::json!([]), "of the group of the name");
    data.done(&["account", "address", "add", USER, SHADOW]);
    assert_eq!(linkable(), serde_json::json!([SHADOW]));
    assert_eq!(report(), serde_json::json!([{ "name": USER, "names": [SHADOW] }]));
    let shown = |name| serve.shown("SCRAM-SHA-256", name);
    assert_eq!(shown(SHADOW), shown(USER));
    let text = data.run(&["account", "show", USER]).out;
    assert!(text.contains(&format!("linkable   {SHADOW}")), "{text}");
    // A login by SCRAM gives the server no password.
    assert_eq!(log_in(&serve, SHADOW, PASSWORD, "SCRAM-SHA-256"), 0);
    assert_eq!(log_in(&serve, SHADOW, PASSWORD, "PLAIN"), 0);
    until("the name has records of its own", || linkable() == serde_json::json!([]));
    assert_ne!(shown(SHADOW).0, shown(USER).0);
    assert_eq!(log_in(&serve, SHADOW, PASSWORD, "SCRAM-SHA-256"), 0);
    assert_eq!(log_in(&serve, USER, PASSWORD, "SCRAM-SHA-256"), 0);
    // A restored address has no records.
    data.done(&["account", "address", "remove", USER, SHADOW]);
    data.done(&["account", "address", "add", USER, SHADOW]);
    assert_eq!(linkable(), serde_json::json!([SHADOW]));
}

#[test]
fn a152_an_app_password_gets_records_for_a_later_address_at_plain_login() {
    const NAME: &str = "shadow.blogger#phone@example.org";
    let data = Data::new();
    let app = data.json(&["password", "app", "add", USER, "phone"])["password"].clone();
    let app = app.as_str().expect("a password");
    data.done(&["account", "address", "add", USER, SHADOW]);
    let serve = Serve::on(&data);
    let linkable = || data.json(&["account", "show", USER])["linkable"].clone();
    assert_eq!(linkable(), serde_json::json!([SHADOW, NAME]));
    let shown = |name| serve.shown("SCRAM-SHA-256", name);
    assert_eq!(shown(NAME), shown("alice#phone"));
    // The account's own records are separate.
    assert_eq!(log_in(&serve, SHADOW, PASSWORD, "PLAIN"), 0);
    until("the address has records", || linkable() == serde_json::json!([NAME]));
    let before = shown("alice#phone");
    assert_eq!(log_in(&serve, NAME, app, "SCRAM-SHA-256"), 0);
    assert_eq!(linkable(), serde_json::json!([NAME]), "no password is sent");
    assert_eq!(log_in(&serve, USER, app, "PLAIN"), 0, "under any name of the account");
    until("the app password has, too", || linkable() == serde_json::json!([]));
    assert_eq!(shown("alice#phone"), before);
    assert_ne!(shown(NAME).0, before.0);
    for name in [NAME, "alice#phone"] {
        assert_eq!(log_in(&serve, name, app, "SCRAM-SHA-256"), 0, "{name}");
        assert_eq!(log_in(&serve, name, PASSWORD, "SCRAM-SHA-256"), 1, "{name}");
    }
    data.done(&["password", "app", "remove", USER, "phone"]);
    for name in [NAME, "alice#phone"] {
        assert_eq!(log_in(&serve, name, app, "SCRAM-SHA-256"), 1, "{name}");
    }
}

#[test]
fn a152_a_backup_holds_the_records_of_each_name() {
    let data = world();
    let app = data.json(&["password", "app", "add", USER, "phone"])["password"].clone();
    let app = app.as_str().expect("a password");
    let backup = data.home().join("accounts.backup");
    let backup = backup.to_str().expect("a path in UTF-8");
    data.done(&["account", "backup", backup]);
    let other = Data::none();
    other.done(&["account", "restore", backup]);
    let (before, after) = (Serve::on(&data), Serve::on(&other));
    for name in [USER, SHADOW, "mallory", "mallory@example.org", "shadow.blogger#phone@example.org"] {
        assert_eq!(before.shown("SCRAM-SHA-512", name), after.shown("SCRAM-SHA-512", name), "{name}");
    }
    assert_eq!(log_in(&after, SHADOW, PASSWORD, "SCRAM-SHA-512"), 0);
    assert_eq!(log_in(&after, "shadow.blogger#phone@example.org", app, "SCRAM-SHA-512"), 0);
    assert_eq!(other.json(&["account", "show", USER])["linkable"], serde_json::json!([]));
}
