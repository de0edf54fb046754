//! After a compromise: credentials of an account other than its password.
use crate::support::{Data, Key, PASSWORD, Protocol::Imap, Said, Serve, USER, Wire, command, output};

fn set(data: &Data, more: &[&str]) -> Said {
    let mut set =
        command(&[&["password", "set", USER, "--iterations", "4096"], more, &data.option()].concat());
    set.env("COUNTERSIGN_PASSWORD", "looking-glass");
    output(set)
}

/// Makes alice with a key and two app passwords, bob with one of each; returns those of alice.
fn full(key: &Key, bobs: &Key) -> (Data, [String; 2]) {
    let data = Data::with_key(key, &[]);
    data.done(&["key", "add", "bob@example.org", &bobs.file("crt")]);
    let app = |account: &str, name: &str| {
        data.json(&["password", "app", "add", account, name])["password"].as_str().unwrap().to_owned()
    };
    app("bob", "phone");
    let apps = [app(USER, "phone"), app(USER, "tablet")];
    (data, apps)
}

fn log_in(serve: &Serve, user: &str, password: &str) -> Result<Wire, String> {
    let mut wire = serve.tls(Imap);
    let reply = wire.imap(format!("LOGIN {user} {password}")).pop().unwrap();
    if reply.starts_with("t OK ") { Ok(wire) } else { Err(reply) }
}

#[test]
fn a178_password_set_lists_the_other_credentials() {
    let (key, bobs) = (Key::new(), Key::new());
    let (data, apps) = full(&key, &bobs);
    let said = set(&data, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    for part in
        [&key.fingerprint(), "app password \"phone\", created 20", "\"tablet\"", "never used", "--revoke-all"]
    {
        assert!(said.out.contains(part), "{part}: {said:?}");
    }
    assert!(!said.out.contains(&bobs.fingerprint()), "{said:?}");
    let said = set(&data, &["--json"]).json();
    assert_eq!(
        (&said["keys"][0]["fingerprint"], &said["revoked"]),
        (&key.fingerprint().into(), &false.into())
    );
    assert!(said["keys"][0]["created"].is_i64() && said["keys"].as_array().unwrap().len() == 1, "{said}");
    let names: Vec<_> =
        said["app_passwords"].as_array().unwrap().iter().map(|app| app["name"].clone()).collect();
    assert_eq!(names, ["phone", "tablet"]);
    let serve = Serve::on(&data);
    for app in &apps {
        assert!(log_in(&serve, USER, app).is_ok());
    }
    assert!(serve.keyed(Imap, key.credential()).line().starts_with("* PREAUTH "));
    // Without any there is nothing to list.
    data.done(&["account", "add", "carol"]);
    assert_eq!(data.try_password("carol", PASSWORD).out.lines().count(), 1);
}

#[test]
fn a178_revoke_all_removes_keys_and_app_passwords_and_ends_sessions() {
    let (key, bobs) = (Key::new(), Key::new());
    let (data, apps) = full(&key, &bobs);
    let serve = Serve::on(&data);
    let passwords = [PASSWORD, &apps[0], &apps[1]];
    let mut wires: Vec<_> =
        passwords.into_iter().map(|password| log_in(&serve, USER, password).unwrap()).collect();
    wires.push(serve.keyed(Imap, key.credential()));
    assert!(wires[3].line().starts_with("* PREAUTH "));
    let mut bob = log_in(&serve, "bob", PASSWORD).unwrap();
    let mut bobs_key = serve.keyed(Imap, bobs.credential());
    assert!(bobs_key.line().starts_with("* PREAUTH "));
    let said = set(&data, &["--revoke-all", "--json"]).json();
    assert_eq!((&said["revoked"], said["keys"].as_array().map(Vec::len)), (&true.into(), Some(1)), "{said}");
    assert_eq!(said["app_passwords"].as_array().map(Vec::len), Some(2), "{said}");
    for wire in &mut wires {
        assert_eq!(wire.rest(), ["* BYE The account has changed; log in again"]);
    }
    bob.noop(Imap);
    bobs_key.noop(Imap);
    for password in [PASSWORD, &apps[0], &apps[1]] {
        assert!(log_in(&serve, USER, password).is_err());
    }
    assert!(serve.keyed(Imap, key.credential()).line().starts_with("* OK "));
    assert!(log_in(&serve, USER, "looking-glass").is_ok());
    for list in [["password", "app", "list"], ["key", "list", "--json"]] {
        let said = data.run(&list);
        assert_eq!(said.out.lines().count(), 1, "bob's: {said:?}");
    }
    let said = set(&data, &["--revoke-all"]);
    assert_eq!(said.out.lines().count(), 1, "{said:?}");
}
