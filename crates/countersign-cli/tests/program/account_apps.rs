//! App passwords: what they are valid for, and until when.
use crate::support::{Data, PASSWORD, Protocol::Imap, Protocol::Smtp, Serve, USER, base64, octets, until};

/// Adds an app password of alice.
#[track_caller]
fn app(data: &Data, name: &str, more: &[&str]) -> String {
    let added = data.json(&[&["password", "app", "add", USER, name][..], more].concat());
    added["password"].as_str().expect("a password").to_owned()
}

/// Returns the result of a login by this user, for the client and for the server.
#[track_caller]
fn outcome(serve: &Serve, scheme: &str, user: &str, password: &str, mechanism: &str) -> (i32, String) {
    (serve.login_as(scheme, user, password, Some(mechanism)).code, serve.result())
}

fn accepted() -> (i32, String) {
    (0, "accepted".into())
}

fn refused() -> (i32, String) {
    (1, "rejected:bad-credentials".into())
}

#[test]
fn an_app_password_logs_in_by_plain_and_by_scram_under_its_name() {
    let data = Data::new();
    let phone = app(&data, "Phone", &[]);
    let serve = Serve::on(&data);
    for user in [USER, "ALICE", "alice@example.org", "alice#phone", "Alice#PHONE@Example.org"] {
        assert_eq!(outcome(&serve, "imaps", user, &phone, "PLAIN"), accepted(), "{user}");
        assert_eq!(outcome(&serve, "smtps", user, &phone, "LOGIN"), accepted(), "{user}");
    }
    for mechanism in ["SCRAM-SHA-512-PLUS", "SCRAM-SHA3-512", "SCRAM-SHA-256", "SCRAM-SHA-1"] {
        for user in ["alice#phone", "ALICE#Phone@example.org"] {
            let said = serve.login_as("imaps", user, &phone, Some(mechanism));
            assert_eq!(said.code, 0, "{said:?}");
            let attempt = serve.attempt();
            assert_eq!((&attempt["result"], &attempt["account"]), (&"accepted".into(), &USER.into()));
        }
        // There the salt belongs to the account's own password.
        assert_eq!(outcome(&serve, "imaps", USER, &phone, mechanism), refused());
        assert_eq!(outcome(&serve, "imaps", USER, PASSWORD, mechanism), accepted());
        assert_eq!(outcome(&serve, "imaps", "alice#phone", PASSWORD, mechanism), refused());
    }
    for (user, password) in [
        ("alice#phone", PASSWORD),
        ("alice#tablet", phone.as_str()),
        ("bob#phone", &phone),
        ("bob", &phone),
        (USER, &phone.to_uppercase()),
        ("#phone", &phone),
        ("alice#", &phone),
    ] {
        assert_eq!(outcome(&serve, "imaps", user, password, "PLAIN"), refused(), "{user}");
    }
}

#[test]
fn cram_md5_accepts_an_app_password_that_has_such_a_record() {
    let data = Data::new();
    let phone = app(&data, "phone", &["--cram-md5"]);
    let tablet = app(&data, "tablet", &[]);
    let serve = Serve::run_on(&data, &["--cram-md5"]);
    assert_eq!(outcome(&serve, "imaps", "alice#phone", &phone, "CRAM-MD5"), accepted());
    assert_eq!(outcome(&serve, "imaps", "alice#tablet", &tablet, "CRAM-MD5"), refused());
    assert_eq!(outcome(&serve, "imaps", USER, &phone, "CRAM-MD5"), refused());
}

#[test]
fn removing_an_app_password_ends_only_its_connections() {
    let data = Data::new();
    data.done(&["account", "add", "bob"]);
    let (phone, tablet) = (app(&data, "phone", &[]), app(&data, "tablet", &[]));
    let servers = [Serve::on(&data), Serve::on(&data)];
    let logged_in = |serve: &Serve, user: &str, password: &str| {
        let mut wire = serve.tls(Imap);
        assert!(wire.imap(format!("LOGIN {user} {password}")).pop().unwrap().starts_with("t OK "));
        wire
    };
    let mut theirs =
        servers.each_ref().map(|serve| ["alice", "alice#phone"].map(|user| logged_in(serve, user, &phone)));
    let mut others =
        servers.each_ref().map(|serve| [logged_in(serve, USER, PASSWORD), logged_in(serve, USER, &tablet)]);
    data.done(&["password", "app", "remove", "alice@example.org", "PHONE"]);
    for wire in theirs.iter_mut().flatten() {
        assert_eq!(wire.rest(), ["* BYE The account has changed; log in again"]);
    }
    others.iter_mut().flatten().for_each(|wire| wire.noop(Imap));
    let serve = Serve::on(&data);
    for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
        assert_eq!(outcome(&serve, "imaps", "alice#phone", &phone, mechanism), refused());
    }
    assert_eq!(outcome(&serve, "imaps", USER, &tablet, "PLAIN"), accepted());
    let said = data.run(&["password", "app", "remove", USER, "phone"]);
    assert_eq!((said.code, said.err.contains("no app password with this name")), (1, true), "{said:?}");
}

#[test]
fn an_app_password_removed_before_the_lookup_is_refused() {
    let data = Data::new();
    let phone = app(&data, "phone", &[]);
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    wire.send("t AUTHENTICATE PLAIN\r\n");
    wire.line();
    data.done(&["password", "app", "remove", USER, "phone"]);
    wire.send(format!("{}\r\n", base64(format!("\0{USER}\0{phone}"))));
    assert!(wire.line().starts_with("t NO [AUTHENTICATIONFAILED] "));
    assert_eq!(serve.result(), "rejected:bad-credentials");
}

#[test]
fn a183_an_app_password_removed_between_challenge_and_proof_is_refused() {
    let data = Data::new();
    let phone = app(&data, "phone", &[]);
    let serve = Serve::on(&data);
    let log_in = |meanwhile: &dyn Fn()| serve.tls(Imap).log_in_slowly(Imap, "alice#phone", &phone, meanwhile);
    assert!(log_in(&|| {}));
    assert_eq!(serve.result(), "accepted");
    assert!(!log_in(&|| data.done(&["password", "app", "remove", USER, "phone"])));
    assert_eq!(serve.result(), "rejected:bad-credentials");
}

#[test]
fn an_app_password_is_limited_to_its_scope() {
    let data = Data::new();
    let printer = app(&data, "printer", &["--scope", "submission,pop3"]);
    let serve = Serve::on(&data);
    for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
        for scheme in ["smtps", "pop3s"] {
            assert_eq!(outcome(&serve, scheme, "alice#printer", &printer, mechanism), accepted());
        }
        for scheme in ["imaps", "sieve"] {
            let (code, result) = outcome(&serve, scheme, "alice#printer", &printer, mechanism);
            assert_eq!((code, result.as_str()), (1, "rejected:not-authorized"));
        }
        // A client without it does not learn its scope.
        assert_eq!(outcome(&serve, "imaps", "alice#printer", PASSWORD, mechanism), refused());
    }
}

#[test]
fn it_is_shown_once_and_its_last_use_is_known() {
    let data = Data::in_folder();
    let phone = app(&data, "phone", &[]);
    app(&data, "printer", &["--scope", "submission"]);
    let listed = || data.run(&["password", "app", "list", "alice@example.org", "--json"]).rows();
    let rows = listed();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["name"], "phone");
    assert_eq!(
        (&rows[0]["last_used"], &rows[0]["scope"]),
        (&serde_json::Value::Null, &serde_json::json!([]))
    );
    assert_eq!(rows[1]["scope"], serde_json::json!(["submission"]));
    let serve = Serve::on(&data);
    assert_eq!(outcome(&serve, "imaps", USER, &phone, "PLAIN"), accepted());
    until("its use is recorded", || listed()[0]["last_used"].is_i64());
    assert!(listed()[1]["last_used"].is_null());
    for file in ["accounts.sqlite", "accounts.sqlite-wal"] {
        let kept = std::fs::read(format!("{}/{file}", data.folder())).unwrap();
        assert!(!String::from_utf8_lossy(&kept).contains(&phone), "{file}");
    }
    let said = data.run(&["password", "app", "list"]);
    assert!(said.out.contains("printer") && said.out.contains("never used"), "{said:?}");
    assert!(!said.out.contains(&phone));
}

#[test]
fn names_that_are_taken_or_could_be_anothers_are_refused() {
    let data = Data::new();
    app(&data, "phone", &[]);
    for name in ["PHONE", "my#phone", "phone@home", "", "a\tb"] {
        let said = data.run(&["password", "app", "add", USER, name]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{name:?}: {said:?}");
    }
    for arguments in [["account", "add", "alice#tablet"], ["account", "add", "bob#phone@example.org"]] {
        let said = data.run(&arguments);
        assert_eq!((said.code, said.err.contains("# separates")), (1, true), "{said:?}");
    }
    let said = data.run(&["account", "address", "add", USER, "alice#x@example.org"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(data.run(&["password", "app", "add", "mallory", "phone"]).code, 1);
}

#[test]
fn another_password_of_the_account_or_a_disabled_account_acts_on_it_too() {
    let data = Data::new();
    let phone = app(&data, "phone", &[]);
    let serve = Serve::on(&data);
    data.set_password(USER, "looking-glass");
    assert_eq!(outcome(&serve, "imaps", "alice#phone", &phone, "SCRAM-SHA-256"), accepted());
    data.done(&["account", "disable", USER]);
    for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
        let (code, result) = outcome(&serve, "imaps", "alice#phone", &phone, mechanism);
        assert_eq!((code, result.as_str()), (1, "rejected:disabled"));
    }
    data.done(&["account", "remove", USER]);
    for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
        assert_eq!(outcome(&serve, "imaps", "alice#phone", &phone, mechanism), refused());
    }
}

#[test]
fn a146_names_with_a_label_show_one_salt_with_or_without_password() {
    let data = Data::new();
    app(&data, "phone", &[]);
    let serve = Serve::on(&data);
    let shown = |name: &str| {
        let mut wire = serve.clear(Smtp);
        let first = base64(format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL"));
        let line = wire.smtp(format!("AUTH SCRAM-SHA-256 {first}")).pop().unwrap();
        let challenge = octets(line.strip_prefix("334 ").expect("a challenge"));
        let challenge = String::from_utf8(challenge).expect("ASCII");
        let (salt, count) =
            challenge.split_once(",s=").expect("a salt").1.split_once(",i=").expect("a count");
        (salt.to_owned(), count.to_owned())
    };
    let mut salts = Vec::new();
    for names in
        [["alice#phone", "ALICE#PHONE"], ["alice#tablet", "Alice#Tablet"], ["mallory#phone", "MALLORY#phone"]]
    {
        let seen = names.map(shown);
        assert_eq!(seen[0], seen[1], "{names:?}");
        assert_eq!(seen[0].1, "32768", "{names:?}");
        assert_eq!(seen[0].0.len(), 24, "{names:?}");
        salts.push(seen[0].0.clone());
    }
    salts.dedup();
    assert_eq!(salts.len(), 3);
}
