//! The content of passwords, and their accounts.
use crate::support::{Data, PASSWORD, Protocol::Imap, Protocol::Smtp, Serve, USER, base64};

#[test]
fn a060_a065_a067_what_stands_in_a_password_is_nothing_but_password() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Smtp);
    for password in
        ["wonderland\tskip_password_check", "wonderland\n", "wonderland ", " wonderland", "x\tnopassword=y"]
    {
        let reply = wire.smtp(format!("AUTH PLAIN {}", base64(format!("\0{USER}\0{password}"))));
        assert!(reply[0].starts_with("535 5.7.8 "), "{password:?}: {reply:?}");
        assert_eq!(serve.result(), "rejected:bad-credentials");
    }
    for malformed in ["\0alice\0", "\0alice\0wonderland\0", "\0\0wonderland", "alice\0\0wonderland"] {
        let reply = wire.smtp(format!("AUTH PLAIN {}", base64(malformed)));
        assert!(reply[0].starts_with("501 5.5.2 "), "{malformed:?}: {reply:?}");
        assert_eq!(serve.result(), "rejected:malformed");
    }
}

#[test]
fn a067_an_account_without_a_password_rejects_every_login() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    let serve = Serve::on(&data);
    for mechanism in ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512-PLUS"] {
        for password in [PASSWORD, " ", "bob"] {
            let said = serve.login_as("imaps", "bob", password, Some(mechanism));
            assert_eq!((said.code, serve.result().as_str()), (1, "rejected:bad-credentials"), "{said:?}");
        }
    }
    let mut wire = serve.tls(Imap);
    assert!(wire.imap("LOGIN bob \"\"").pop().unwrap().starts_with("t NO "));
}

#[test]
fn a102_accounts_do_not_get_each_others_answers() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    data.set_password("bob", "another-wonder");
    let serve = Serve::on(&data);
    for _ in 0..2 {
        for mechanism in ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-1"] {
            for (user, password, result) in [
                (USER, PASSWORD, "accepted"),
                ("bob", PASSWORD, "rejected:bad-credentials"),
                ("bob", "another-wonder", "accepted"),
                (USER, "another-wonder", "rejected:bad-credentials"),
                ("mallory", PASSWORD, "rejected:bad-credentials"),
            ] {
                serve.login_as("imaps", user, password, Some(mechanism));
                let attempt = serve.attempt();
                assert_eq!(attempt["result"], result, "{mechanism} {user} {password}");
                let account = if result == "accepted" { user.into() } else { serde_json::Value::Null };
                assert_eq!(attempt["account"], account);
            }
        }
    }
}

#[test]
fn a106_a_refused_authorization_locks_no_account_out() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    for (authzid, authcid, result) in [
        ("bob", USER, "rejected:not-authorized"),
        ("nobody", USER, "rejected:not-authorized"),
        ("alice", "alice@example.org", "rejected:not-authorized"),
        ("Alice", USER, "accepted"),
    ] {
        let message = base64(format!("{authzid}\0{authcid}\0{PASSWORD}"));
        let line = wire.imap(format!("AUTHENTICATE PLAIN {message}")).pop().unwrap();
        let expected = if result == "accepted" { "t OK " } else { "t NO [AUTHORIZATIONFAILED] " };
        assert!(line.starts_with(expected), "{authzid} {authcid}: {line}");
        assert_eq!(serve.result(), result);
    }
}

#[test]
fn what_is_stored_does_not_log_in() {
    let data = Data::in_folder();
    let serve = Serve::on(&data);
    // No value stored in the database is a password of the account.
    let file = std::fs::read(format!("{}/accounts.sqlite", data.folder())).unwrap();
    let text = String::from_utf8_lossy(&file).into_owned();
    assert!(!text.contains(PASSWORD));
    let at = text.find("SCRAM-SHA-256$4096:").expect("a record");
    let record: String = text[at..].chars().take_while(|c| c.is_ascii_graphic()).collect();
    let keys = record.rsplit('$').next().unwrap();
    let (stored_key, server_key) = keys.split_once(':').unwrap();
    for stolen in [record.as_str(), keys, stored_key, server_key] {
        for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
            assert_eq!(serve.login_as("imaps", USER, stolen, Some(mechanism)).code, 1, "{stolen}");
        }
    }
}
