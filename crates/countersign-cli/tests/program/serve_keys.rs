//! Logins by key.
use crate::support::{
    Data, IMPLICIT, Key, PASSWORD,
    Protocol::{Imap, Pop3, Sieve, Smtp},
    Serve, USER, base64, plain,
};

#[test]
fn imap_inside_tls_greets_a_key_as_logged_in() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    for credential in [key.credential(), key.bare()] {
        let mut wire = serve.keyed(Imap, credential);
        let greeting = wire.line();
        assert!(greeting.starts_with("* PREAUTH [CAPABILITY ") && !greeting.contains("AUTH="), "{greeting}");
        let attempt = serve.attempt();
        assert_eq!((&attempt["mechanism"], &attempt["result"]), (&"tls-key".into(), &"accepted".into()));
        assert_eq!((&attempt["account"], &attempt["key"]), (&USER.into(), &key.fingerprint().into()));
        assert_eq!(wire.imap("LIST \"\" *")[0], "* LIST (\\HasNoChildren) \"/\" INBOX");
        for command in ["AUTHENTICATE EXTERNAL =", "AUTHENTICATE PLAIN", "LOGIN alice wonderland", "STARTTLS"]
        {
            assert!(wire.imap(command).pop().unwrap().starts_with("t BAD "), "{command}");
        }
        assert!(serve.no_more_attempts());
    }
}

#[test]
fn a_key_without_preauth_needs_external() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    let serve = Serve::on(&data);
    let mut wire = serve.keyed(Imap, key.credential());
    let greeting = wire.line();
    assert!(greeting.starts_with("* OK [") && greeting.contains(" AUTH=EXTERNAL "), "{greeting}");
    assert!(serve.no_more_attempts());
    assert!(wire.imap("LIST \"\" *").pop().unwrap().starts_with("t BAD "));
    assert!(wire.imap("AUTHENTICATE external =").pop().unwrap().starts_with("t OK "));
    assert_eq!(serve.attempt()["mechanism"], "EXTERNAL");
    assert!(wire.imap("AUTHENTICATE EXTERNAL =").pop().unwrap().starts_with("t BAD "));
}

#[test]
fn behind_starttls_and_in_pop3_and_managesieve_it_takes_external() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let started =
        [Imap, Pop3, Sieve].map(|protocol| (protocol, serve.keyed_starttls(protocol, key.credential())));
    let mut implicit = serve.keyed(Pop3, key.credential());
    assert_eq!(implicit.line(), "+OK countersign");
    for (protocol, mut wire) in started.into_iter().chain([(Pop3, implicit)]) {
        assert!(serve.no_more_attempts(), "{protocol:?}: the key alone is no login");
        // An absent response is requested; an empty one ends it.
        wire.send([protocol.begin("EXTERNAL", None), b"\r\n".to_vec()].concat());
        assert_eq!(protocol.challenge(&wire.line()), Some(""), "{protocol:?}");
        wire.send([protocol.response(b""), b"\r\n".to_vec()].concat());
        let line = wire.line();
        assert!(protocol.is_in(&line), "{protocol:?}: {line}");
        let attempt = serve.attempt();
        assert_eq!((&attempt["mechanism"], &attempt["account"]), (&"EXTERNAL".into(), &USER.into()));
    }
}

#[test]
fn submission_is_logged_in_without_auth() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let implicit = serve.keyed(Smtp, key.credential()).greeted(Smtp);
    let started = serve.keyed_starttls(Smtp, key.credential());
    for _ in 0..2 {
        assert_eq!(serve.attempt()["mechanism"], "tls-key");
    }
    for mut wire in [implicit, started] {
        assert!(wire.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("250 "));
        assert!(wire.smtp("RCPT TO:<bob@example.org>")[0].starts_with("250 "));
        assert!(wire.smtp("AUTH EXTERNAL =")[0].starts_with("503 5.5.1 "), "in a transaction");
        assert!(wire.smtp("DATA")[0].starts_with("354 "));
        assert!(wire.smtp("hello\r\n.")[0].starts_with("250 "));
        wire.smtp("RSET");
        assert!(wire.smtp("AUTH EXTERNAL =")[0].starts_with("235 "));
        assert_eq!(serve.attempt()["mechanism"], "EXTERNAL");
        assert!(wire.smtp("AUTH EXTERNAL =")[0].starts_with("503 5.5.1 "), "a second one");
    }
}

#[test]
fn after_a_key_one_login_of_the_same_account_may_succeed() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    let serve = Serve::on(&data);
    let mut smtp = serve.keyed(Smtp, key.credential()).greeted(Smtp);
    assert_eq!(serve.result(), "accepted");
    let bad = base64("\0alice\0looking-glass");
    assert!(smtp.smtp(format!("AUTH PLAIN {bad}"))[0].starts_with("535 5.7.8 "));
    assert_eq!(serve.result(), "rejected:bad-credentials");
    // A right password, of another account than the key's.
    assert!(smtp.smtp(format!("AUTH PLAIN {}", plain("bob")))[0].starts_with("535 5.7.8 "));
    assert_eq!(serve.result(), "rejected:not-authorized");
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("250 "), "still the key's owner");
    smtp.smtp("RSET");
    assert!(smtp.smtp(format!("AUTH PLAIN {}", plain("alice@example.org")))[0].starts_with("235 "));
    assert!(smtp.smtp(format!("AUTH PLAIN {}", plain("alice")))[0].starts_with("503 5.5.1 "));

    for mut wire in
        [serve.keyed(Imap, key.credential()).greeted(Imap), serve.keyed_starttls(Imap, key.credential())]
    {
        assert!(
            wire.imap(format!("AUTHENTICATE PLAIN {}", plain("bob"))).pop().unwrap().starts_with("t NO [")
        );
        assert!(
            wire.imap(format!("AUTHENTICATE PLAIN {}", plain("alice"))).pop().unwrap().starts_with("t OK ")
        );
    }
}

#[test]
fn external_may_name_any_address_of_the_account_and_no_other() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    data.done(&["account", "address", "add", USER, "info@example.org"]);
    let serve = Serve::on(&data);
    for name in ["", "alice", "ALICE@example.org", "info@example.org"] {
        let mut wire = serve.keyed(Imap, key.credential()).greeted(Imap);
        let initial = if name.is_empty() { "=".into() } else { base64(name) };
        let reply = wire.imap(format!("AUTHENTICATE EXTERNAL {initial}")).pop().unwrap();
        assert!(reply.starts_with("t OK "), "{name}: {reply}");
        assert_eq!(serve.result(), "accepted");
    }
    for name in ["bob", "bob@example.org", "nobody", "alice "] {
        let mut wire = serve.keyed(Imap, key.credential()).greeted(Imap);
        let reply = wire.imap(format!("AUTHENTICATE EXTERNAL {}", base64(name))).pop().unwrap();
        assert!(reply.starts_with("t NO [AUTHORIZATIONFAILED] "), "{name}: {reply}");
        assert_eq!(serve.result(), "rejected:not-authorized");
        wire.noop(Imap);
    }
}

#[test]
fn a_key_of_the_command_line_logs_in() {
    let key = Key::new();
    let serve = Serve::with(&["--user-key", &format!("{USER}:{}", key.file("crt"))]);
    for protocol in IMPLICIT {
        serve.keyed(protocol, key.credential()).line();
    }
    assert_eq!([serve.result(), serve.result()], ["accepted", "accepted"]);
}

#[test]
fn a_record_names_the_key_for_every_login_of_the_connection() {
    let key = Key::new();
    let data = Data::with_key(&key, &["--no-imap-preauth"]);
    let serve = Serve::on(&data);
    let mut wire = serve.keyed(Imap, key.credential()).greeted(Imap);
    for (password, result) in [("looking-glass", "rejected:bad-credentials"), (PASSWORD, "accepted")] {
        wire.imap(format!("LOGIN {USER} {password}"));
        let told = serve.attempt();
        assert_eq!((&told["event"], &told["result"]), (&"login".into(), &result.into()));
        assert_eq!((&told["mechanism"], &told["protocol"]), (&"LOGIN".into(), &"imap".into()));
        assert_eq!((&told["tls"], &told["key"]), (&"implicit".into(), &key.fingerprint().into()));
    }
    serve.tls(Imap).imap(format!("LOGIN {USER} {PASSWORD}"));
    assert!(serve.attempt()["key"].is_null(), "a connection without a key names none");
}
