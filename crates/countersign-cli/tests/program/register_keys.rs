//! Registration of a key with proof of possession: over its connection, and by a signed challenge.
use crate::support::{Data, Key, PASSWORD, Protocol::Imap, Said, Serve, USER, Wire, command, output};

fn serve(data: &Data) -> Serve {
    Serve::run_on(data, &["--register-keys"])
}

fn register(serve: &Serve, scheme: &str, user: &str, files: &[&str]) -> Said {
    let url = serve.url(scheme);
    let mut register =
        command(&["key", "register", &url, "--ca", serve.ca(), "--user", user, "--name", "laptop"]);
    register.args(files).env("COUNTERSIGN_PASSWORD", PASSWORD);
    output(register)
}

/// Returns a connection with a proved key, logged in with a password.
fn logged_in(serve: &Serve, key: &Key, user: &str) -> Wire {
    let mut wire = serve.keyed_starttls(Imap, key.credential());
    assert_eq!(serve.result(), "unknown");
    assert!(wire.imap(format!("LOGIN {user} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    assert_eq!(serve.result(), "accepted");
    wire
}

fn last(wire: &mut Wire, command: &str) -> String {
    wire.imap(command).pop().unwrap()
}

#[test]
fn a_key_is_registered_over_the_connection_that_proves_it() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = serve(&data);
    for (scheme, bare) in [("imaps", false), ("imap", false), ("imaps", true)] {
        let key = Key::new();
        let files = if bare {
            ["--client-key".to_owned(), key.file("key")]
        } else {
            ["--client-cert".into(), key.file("pem")]
        };
        let said = register(&serve, scheme, "alice@example.org", &files.each_ref().map(String::as_str));
        assert_eq!(said.code, 0, "{scheme} {said:?}");
        assert!(said.out.contains(&key.fingerprint()), "{said:?}");
        let [unknown, login, registered] = [serve.attempt(), serve.attempt(), serve.attempt()];
        assert_eq!((&unknown["result"], &login["result"]), (&"unknown".into(), &"accepted".into()));
        assert_eq!((&registered["event"], &registered["result"]), (&"key".into(), &"registered".into()));
        assert_eq!((&registered["key"], &registered["account"]), (&key.fingerprint().into(), &USER.into()));
        assert!(serve.keyed(Imap, key.credential()).line().starts_with("* PREAUTH "));
        assert_eq!(serve.attempt()["account"], USER);
        let shown = data.json(&["key", "show", &key.fingerprint()]);
        assert_eq!((&shown["account"], &shown["name"]), (&USER.into(), &"laptop".into()));
        let again = register(&serve, "imaps", "alice", &["--client-cert", &key.file("pem")]);
        assert!(again.code == 2 && again.err.contains("already registered"), "{again:?}");
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn a_second_account_does_not_get_it() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = serve(&data);
    let key = Key::new();
    // Both connect before either registers: the second is rejected.
    let (mut alice, mut bob) = (logged_in(&serve, &key, USER), logged_in(&serve, &key, "bob"));
    assert!(alice.imap("CAPABILITY")[0].ends_with(" X-REGISTER-KEY"));
    assert!(last(&mut alice, "X-REGISTER-KEY \"mine\"").starts_with("t OK "));
    assert_eq!(serve.result(), "registered");
    assert_eq!(last(&mut bob, "x-register-key"), "t NO Cannot register the key: another account has the key");
    assert_eq!(
        last(&mut alice, "X-REGISTER-KEY"),
        "t NO Cannot register the key: this account has the key already"
    );
    assert!(serve.no_more_attempts());
    // A later connection with another account's key is rejected.
    let said = register(&serve, "imap", "bob", &["--client-cert", &key.file("pem")]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(data.json(&["key", "show", &key.fingerprint()])["account"], USER);
}

#[test]
fn only_a_password_and_a_key_that_is_proved_register_one() {
    let known = Key::new();
    let data = Data::with_key(&known, &["--no-imap-preauth"]);
    let serve = Serve::run_on(&data, &["--register-keys", "--tls-sessions", "16"]);
    let refused = |wire: &mut Wire, why: &str| {
        let reply = last(wire, "X-REGISTER-KEY");
        assert!(reply.starts_with(why), "{reply}");
        assert!(!wire.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
    };
    refused(&mut serve.keyed(Imap, Key::new().credential()).greeted(Imap), "t BAD ");
    let no_key = "t NO This connection has no unregistered key";
    let mut without = serve.tls(Imap);
    assert!(last(&mut without, &format!("LOGIN {USER} {PASSWORD}")).starts_with("t OK "));
    refused(&mut without, no_key);
    let mut by_key = serve.keyed(Imap, known.credential()).greeted(Imap);
    assert!(last(&mut by_key, "AUTHENTICATE EXTERNAL =").starts_with("t OK "));
    refused(&mut by_key, "t NO Registration requires a login with the account's own password");
    // A session ticket proves nothing about the key.
    let config = Wire::client_config(&serve.ready.ca, Some(Key::new().credential()));
    for resumes in [false, true] {
        let (wire, connection) = Wire::plain(serve.ready.imaps).start_tls_as(&config).expect("a handshake");
        let mut wire = wire.greeted(Imap);
        assert_eq!(connection.is_resumed(), resumes);
        assert!(last(&mut wire, &format!("LOGIN {USER} {PASSWORD}")).starts_with("t OK "));
        if resumes {
            refused(&mut wire, no_key);
        } else {
            assert!(wire.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
        }
    }
    let mut named = logged_in_anew(&serve);
    for name in ["laptop", "\"\"", "\"a\"b\"", "\"a", "\"a\\\"", "\"tab\there\""] {
        assert!(last(&mut named, &format!("X-REGISTER-KEY {name}")).starts_with("t BAD "), "{name}");
    }
}

/// Returns such a connection with a new key; earlier attempts are skipped.
fn logged_in_anew(serve: &Serve) -> Wire {
    let mut wire = serve.keyed_starttls(Imap, Key::new().credential());
    assert!(last(&mut wire, &format!("LOGIN {USER} {PASSWORD}")).starts_with("t OK "));
    wire
}

#[test]
fn a183_a_key_is_not_registered_if_the_account_changed_after_the_login() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = serve(&data);
    for change in [&["account", "disable", USER][..], &["account", "remove", USER]] {
        let key = Key::new();
        let mut wire = logged_in(&serve, &key, USER);
        data.done(change);
        // The command may come before the session is ended, or after.
        wire.send("t X-REGISTER-KEY\r\n");
        let reply = wire.line();
        assert!(reply.starts_with("t NO The account has changed") || reply.starts_with("* BYE "), "{reply}");
        assert_eq!(data.run(&["key", "show", &key.fingerprint()]).code, 1);
        if change[1] == "disable" {
            data.done(&["account", "enable", USER]);
        }
    }
}

#[test]
fn an_app_password_registers_no_key() {
    let data = Data::with_key(&Key::new(), &[]);
    let made = data.json(&["password", "app", "add", USER, "phone"]);
    let password = made["password"].as_str().expect("a password");
    let serve = serve(&data);
    let mut wire = serve.keyed(Imap, Key::new().credential()).greeted(Imap);
    assert!(last(&mut wire, &format!("LOGIN {USER} {password}")).starts_with("t OK "));
    assert!(
        last(&mut wire, "X-REGISTER-KEY")
            .starts_with("t NO Registration requires a login with the account's own password")
    );
}

#[test]
fn key_registration_is_off_by_default() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wire = logged_in(&serve, &Key::new(), USER);
    assert!(!wire.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
    assert!(last(&mut wire, "X-REGISTER-KEY").starts_with("t BAD "));
    let said = register(&serve, "imaps", USER, &["--client-cert", &Key::new().file("pem")]);
    assert!(said.code == 1 && said.err.contains("rejected the key registration"), "{said:?}");
}

#[test]
fn a_signed_challenge_proves_a_key_for_one_account() {
    let (key, other) = (Key::new(), Key::new());
    let data = Data::with_key(&other, &[]);
    let path = |name: &str| data.home().join(name).to_str().unwrap().to_owned();
    let [challenge, for_bob, signature, others] = ["alice", "bob", "signature", "others"].map(path);
    data.done(&["key", "challenge", "alice@example.org", &challenge]);
    data.done(&["key", "challenge", "bob", &for_bob]);
    assert_eq!(
        data.run(&["key", "challenge", "alice", &challenge]).code,
        2,
        "an existing file is not overwritten"
    );
    let sign = |file: &str, key: &Key, out: &str| {
        output(command(&["key", "sign", file, "--client-key", &key.file("key"), "--out", out]))
    };
    assert_eq!(sign(&challenge, &key, &signature).code, 0);
    assert_eq!(sign(&challenge, &other, &others).code, 0);
    assert_eq!(sign(&key.file("crt"), &key, &path("no")).code, 1, "not a challenge");
    let add = |account: &str, challenge: &str, signature: &str| {
        let crt = key.file("crt");
        data.run(&["key", "add", account, &crt, "--challenge", challenge, "--signature", signature])
    };
    for (account, challenge, signature) in [
        ("alice", &challenge, &others),
        ("alice", &for_bob, &signature),
        ("bob", &challenge, &signature),
        ("bob", &for_bob, &signature),
    ] {
        assert_eq!(add(account, challenge, signature).code, 1, "{account} {challenge} {signature}");
    }
    let said = add("alice", &challenge, &signature);
    assert!(said.code == 0 && said.out.contains("Proof of possession"), "{said:?}");
    // A proof for a second account does not take it over.
    assert_eq!(sign(&for_bob, &key, &path("for bob")).code, 0);
    let said = add("bob", &for_bob, &path("for bob"));
    assert!(said.code == 1 && said.err.contains("another account has the key"), "{said:?}");
    assert_eq!(data.json(&["key", "show", &key.fingerprint()])["account"], USER);
}
