//! Keys, app passwords and attempts that cannot be read, and rows of SQLite that are not even text.
use crate::support::{
    Data, Key, PASSWORD,
    Protocol::{Imap, Smtp},
    Said, Serve, USER, command, output, until,
};

fn check(data: &Data) -> Said {
    let [option, place] = data.option();
    output(command(&["serve", "--check", option, place]))
}

#[test]
fn a168_an_unreadable_key_is_unknown_and_others_can_be_removed() {
    let [good, broken, odd] = [(); 3].map(|()| Key::new());
    let data = Data::with_key(&good, &[]);
    data.done(&["key", "add", "bob", &broken.file("crt")]);
    data.done(&["key", "add", USER, &odd.file("crt")]);
    data.execute(&format!("UPDATE client_key SET spki = '!' WHERE fingerprint = '{}'", broken.fingerprint()));
    data.execute(&format!(
        "UPDATE client_key SET fingerprint = '!' WHERE fingerprint = '{}'",
        odd.fingerprint()
    ));
    let serve = Serve::run_on(&data, &[]);
    serve.says(&format!("account \"bob\": its key {} cannot be read", broken.fingerprint()));
    let mut wire = serve.keyed(Imap, good.credential());
    assert!(wire.line().starts_with("* PREAUTH "));
    assert_eq!(serve.result(), "accepted");
    // As for an unregistered key: the output does not show that the key exists.
    for key in [&broken, &Key::new()] {
        let mut smtp = serve.keyed(Smtp, key.credential()).greeted(Smtp);
        assert_eq!(serve.result(), "unknown");
        assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("530 "));
    }
    let said = check(&data);
    assert!(said.code == 5 && said.err.contains("account \"bob\": its key "), "{said:?}");
    let list = data.run(&["key", "list"]);
    assert!(list.code == 0 && list.out.contains(&good.fingerprint()), "{list:?}");
    let show = data.run(&["key", "show", &broken.fingerprint()]);
    assert!(show.code == 5 && show.err.contains("a key of account \"bob\""), "{show:?}");
    data.done(&["key", "remove", &good.fingerprint()]);
    assert!(wire.line().starts_with("* BYE "), "beside a key whose fingerprint cannot be read");
    data.done(&["key", "remove", &broken.fingerprint()]);
}

#[test]
fn a168_an_unreadable_app_password_is_ignored_and_others_can_be_removed() {
    let data = Data::new();
    let password = |label: &str| {
        data.json(&["password", "app", "add", USER, label])["password"].as_str().unwrap().to_owned()
    };
    let (phone, broken) = (password("phone"), password("tablet"));
    password("odd");
    data.execute("UPDATE app_password SET credentials = 'garbage' WHERE label = 'tablet'");
    data.execute("UPDATE app_password SET id = '!' WHERE label = 'odd'");
    let serve = Serve::run_on(&data, &[]);
    serve.says("account \"alice\": the app password \"");
    let mut wire = serve.started(Imap);
    assert!(wire.imap(format!("LOGIN alice {phone}")).pop().unwrap().starts_with("t OK "));
    let refused = |name: &str, password: &str| {
        let said = serve.login_as("imap", name, password, Some("SCRAM-SHA-256"));
        (said.code, said.err)
    };
    assert_eq!(refused("alice#tablet", &broken), refused("alice#laptop", &broken));
    assert_eq!(serve.login_as("imap", "alice#phone", &phone, Some("SCRAM-SHA-256")).code, 0);
    let said = check(&data);
    assert!(
        said.code == 5 && said.err.contains("account \"alice\": the app password \"tablet\""),
        "{said:?}"
    );
    assert!(said.err.contains("account \"alice\": the app password \"odd\""), "{said:?}");
    assert_eq!(data.run(&["password", "app", "list"]).out.lines().count(), 3);
    let shown = data.run(&["account", "show", USER]);
    assert!(shown.code == 0 && shown.err.contains("the app password \"tablet\""), "{shown:?}");
    data.done(&["password", "app", "remove", USER, "phone"]);
    assert!(wire.line().starts_with("* BYE "));
    data.done(&["password", "app", "remove", USER, "tablet"]);
}

#[test]
fn a168_rows_that_are_not_even_text_stop_nothing() {
    let data = Data::in_folder();
    for name in ["bob", "carol", "dave"] {
        data.done(&["account", "add", name]);
        data.set_password(name, PASSWORD);
    }
    data.execute("UPDATE account SET credentials = CAST(x'ff00' AS TEXT) WHERE name = 'bob'");
    data.execute("UPDATE account SET epoch = 'many' WHERE name = 'carol'");
    let serve = Serve::run_on(&data, &[]);
    let mut wire = serve.started(Imap);
    assert!(wire.imap(format!("LOGIN alice {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    let log_in = |name| {
        let mut wire = serve.started(Imap);
        wire.imap(format!("LOGIN {name} {PASSWORD}")).pop().unwrap()
    };
    assert!(log_in("dave").starts_with("t OK "));
    let unknown = log_in("nobody");
    assert_eq!([log_in("bob"), log_in("carol")], [unknown.clone(), unknown]);
    let bump = "UPDATE directory SET change = change + 1; UPDATE account SET changed = (SELECT change FROM directory)";
    data.execute(&format!("{bump} WHERE name <> 'alice'"));
    data.done(&["account", "disable", USER]);
    assert!(wire.line().starts_with("* BYE "));
    let said = check(&data);
    assert_eq!(said.code, 5);
    for name in ["bob", "carol"] {
        assert!(said.err.contains(&format!("account \"{name}\": ")), "{said:?}");
    }
    let list = data.run(&["account", "list"]);
    assert!(list.code == 0 && list.out.contains(USER) && list.out.contains("dave"), "{list:?}");
    assert!(list.err.contains("account \"bob\": ") && list.err.contains("account \"carol\": "), "{list:?}");
}

#[test]
fn a168_attempts_that_cannot_be_read_are_left_out() {
    let data = Data::in_folder();
    let serve = Serve::run_on(&data, &[]);
    for user in [USER, "nobody"] {
        serve.login_as("imap", user, PASSWORD, Some("PLAIN"));
    }
    let list = || data.run(&["attempts"]);
    until("both are written down", || list().out.lines().count() == 2);
    data.execute("UPDATE attempt SET times = 'many' WHERE account = ''");
    let said = list();
    assert!(said.code == 0 && said.out.lines().count() == 1, "{said:?}");
    assert!(said.err.contains("unreadable rows left out: 1"), "{said:?}");
    let said = check(&data);
    assert!(said.code == 5 && said.err.contains("rows of login attempts"), "{said:?}");
}

#[test]
fn a168_records_of_each_kind_that_are_well_are_not_found_unreadable() {
    let data = Data::with_key(&Key::new(), &["--no-imap-preauth"]);
    data.done(&["password", "app", "add", USER, "phone", "--allow-from", "192.0.2.0/24"]);
    data.done(&["account", "set", USER, "--allow-from", "127.0.0.0/8"]);
    data.done(&["account", "address", "add", USER, "another@example.org"]);
    data.set_password(USER, PASSWORD);
    {
        let serve = Serve::on(&data);
        assert!(serve.tls(Imap).imap(format!("LOGIN alice {PASSWORD}")).pop().unwrap().starts_with("t OK "));
        until("the attempt is recorded", || !data.run(&["attempts", "--json"]).rows().is_empty());
    }
    let said = check(&data);
    assert!(said.code == 0 && !said.err.contains("cannot be read"), "{said:?}");
    for command in [&["account", "list"][..], &["account", "show", USER], &["password", "app", "list"]] {
        let said = data.run(command);
        assert!(said.code == 0 && !said.err.contains("cannot be read"), "{command:?} {said:?}");
    }
}

#[test]
fn a168_a_value_of_another_type_does_not_stop_the_start() {
    for (table, column) in [("account", "kind"), ("account", "id"), ("app_password", "id")] {
        let data = Data::in_folder();
        data.done(&["account", "add", "bob"]);
        data.set_password("bob", PASSWORD);
        data.done(&["password", "app", "add", "bob", "phone"]);
        let whose = if table == "account" { "name = 'bob'" } else { "label = 'phone'" };
        data.execute(&format!(
            "PRAGMA foreign_keys = OFF; UPDATE {table} SET {column} = x'ff01' WHERE {whose}"
        ));
        let serve = Serve::on(&data);
        assert!(
            serve.tls(Imap).imap(format!("LOGIN alice {PASSWORD}")).pop().unwrap().starts_with("t OK "),
            "{table}.{column}"
        );
    }
}
