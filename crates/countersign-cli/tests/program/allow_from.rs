//! Accounts and app passwords that may be used from some networks only.
use crate::support::{
    ALL, CertificateAuthority, Data, Key, PASSWORD, Protocol,
    Protocol::{Imap, Pop3},
    Said, Serve, USER, Wire, base64, command, output, until,
};
use serde_json::Value;
use std::net::Ipv4Addr;

/// A network that no test connects from.
const ELSEWHERE: &str = "192.0.2.0/24,2001:db8::/32";
const HERE: &str = "127.0.0.0/8";
const SCHEMES: [&str; 4] = ["imaps", "smtps", "pop3s", "sieve"];
const MECHANISMS: [&str; 6] =
    ["PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-512-PLUS", "SCRAM-SHA-1", "SCRAM-SHA3-512"];

fn allow(data: &Data, networks: &str) {
    data.done(&["account", "set", USER, "--allow-from", networks]);
}

#[track_caller]
fn app(data: &Data, name: &str, more: &[&str]) -> String {
    let added = data.json(&[&["password", "app", "add", USER, name][..], more].concat());
    added["password"].as_str().expect("a password").to_owned()
}

/// `login` with a bearer token.
fn with_token(serve: &Serve, scheme: &str, token: &str, mechanism: &str) -> Said {
    let url = serve.url(scheme);
    let mut login =
        command(&["login", &url, "--ca", serve.ca(), "--user", USER, "--json", "--mechanism", mechanism]);
    login.env("COUNTERSIGN_TOKEN", token);
    output(login)
}

/// What is said to a client, without the time that it has taken.
fn heard(said: &Said) -> (i32, Value, String) {
    let mut out = said.json();
    out["ms"] = Value::Null;
    (said.code, out, said.err.clone())
}

#[test]
fn a181_the_right_password_from_elsewhere_is_answered_as_a_wrong_one() {
    let data = Data::new();
    let app = app(&data, "phone", &["--cram-md5"]);
    allow(&data, ELSEWHERE);
    let serve = Serve::run_on(&data, &["--cram-md5", "--token", "alice:t0ken"]);
    let tries = |scheme: &str, user: &str, mechanism: &str, right: &str| {
        let wrong = serve.login_as(scheme, user, "looking-glass", Some(mechanism));
        assert_eq!(serve.result(), "rejected:bad-credentials", "{scheme} {mechanism}");
        let right = serve.login_as(scheme, user, right, Some(mechanism));
        let told = serve.attempt();
        assert_eq!(told["result"], "rejected:network", "{scheme} {mechanism}: {told}");
        assert_eq!(heard(&right), heard(&wrong), "{scheme} {mechanism}");
        assert_eq!(right.code, 1, "{right:?}");
    };
    for scheme in SCHEMES {
        for mechanism in MECHANISMS {
            tries(scheme, USER, mechanism, PASSWORD);
        }
        for mechanism in ["PLAIN", "SCRAM-SHA-256", "CRAM-MD5"] {
            tries(scheme, "alice#phone", mechanism, &app);
        }
        tries(scheme, "alice@example.org", "PLAIN", &app);
        for mechanism in ["OAUTHBEARER", "XOAUTH2"] {
            let wrong = with_token(&serve, scheme, "n0ne", mechanism);
            assert_eq!(serve.result(), "rejected:bad-credentials", "{wrong:?}");
            let right = with_token(&serve, scheme, "t0ken", mechanism);
            assert_eq!(serve.result(), "rejected:network", "{right:?}");
            assert_eq!(heard(&right), heard(&wrong), "{scheme} {mechanism}");
        }
    }
}

#[test]
fn a181_octet_for_octet_in_the_commands_that_take_passwords() {
    let data = Data::new();
    allow(&data, ELSEWHERE);
    let serve = Serve::on(&data);
    let lines = |protocol: Protocol, password: &str| {
        let mut wire = serve.tls(protocol);
        let message = base64(format!("\0{USER}\0{password}"));
        wire.send([protocol.begin("PLAIN", Some(message.as_bytes())), b"\r\n".to_vec()].concat());
        let mut lines = vec![wire.line()];
        match protocol {
            Imap => lines.extend(wire.imap(format!("LOGIN {USER} {password}"))),
            Pop3 => {
                wire.pop3(format!("USER {USER}"));
                lines.push(wire.pop3(format!("PASS {password}")));
            }
            _ => {}
        }
        lines
    };
    for protocol in ALL {
        assert_eq!(lines(protocol, PASSWORD), lines(protocol, "looking-glass"), "{protocol:?}");
    }
}

#[test]
fn a181_a_disabled_account_is_not_told_to_be_disabled_elsewhere() {
    let data = Data::new();
    let serve = Serve::on(&data);
    data.done(&["account", "disable", USER]);
    assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some("PLAIN")).code, 1);
    assert_eq!(serve.result(), "rejected:disabled");
    allow(&data, ELSEWHERE);
    let said = serve.login_as("imaps", USER, PASSWORD, Some("PLAIN"));
    assert_eq!((said.code, serve.result().as_str()), (1, "rejected:network"), "{said:?}");
}

#[test]
fn a181_the_administrator_sees_whose_credential_was_right() {
    let data = Data::in_folder();
    let phone = app(&data, "phone", &["--allow-from", ELSEWHERE]);
    let serve = Serve::on(&data);
    for user in ["alice#phone", "alice@example.org"] {
        serve.login_as("imaps", user, &phone, Some("PLAIN"));
        assert_eq!(serve.result(), "rejected:network", "{user}");
    }
    let rows = || data.run(&["attempts", USER, "--result", "rejected:network", "--json"]).rows();
    until("both are written down", || rows().len() == 2);
    assert!(rows().iter().all(|row| row["account"] == USER), "{:?}", rows());
}

#[test]
fn a181_a_key_from_elsewhere_is_one_that_nobody_has_registered() {
    let (known, unknown) = (Key::new(), Key::new());
    let data = Data::with_key(&known, &[]);
    let ca = CertificateAuthority::new();
    let certified = ca.certify("alice@example.org", 7, 2100);
    allow(&data, ELSEWHERE);
    let serve = Serve::run_on(&data, &["--client-ca", &ca.file(), "--register-keys"]);
    let credentials = [unknown.credential(), known.credential(), certified.credential()];
    let mechanisms = [None, Some("tls-key"), Some("tls-certificate")];
    for protocol in ALL {
        let mut seen = Vec::new();
        for (credential, mechanism) in credentials.iter().zip(mechanisms) {
            let mut lines = Vec::new();
            for starttls in [true, false] {
                if protocol == Protocol::Sieve && !starttls {
                    continue;
                }
                let mut wire = if starttls {
                    serve.keyed_starttls(protocol, credential.clone())
                } else {
                    serve.keyed(protocol, credential.clone())
                };
                let told = serve.attempt();
                match mechanism {
                    None => assert_eq!(told["event"], "key"),
                    Some(mechanism) => {
                        assert_eq!(
                            (&told["event"], &told["mechanism"]),
                            (&"login".into(), &mechanism.into())
                        );
                        assert_eq!(told["result"], "rejected:network");
                    }
                }
                if protocol == Protocol::Smtp && !starttls {
                    wire.send("EHLO client.example\r\n");
                }
                wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
                wire.send("QUIT\r\nt LOGOUT\r\nLOGOUT\r\n");
                wire.half_close();
                lines.push(wire.rest());
                assert_eq!(serve.result(), "rejected:not-offered");
            }
            seen.push(lines);
        }
        assert_eq!(seen[1], seen[0], "{protocol:?}: a key");
        assert_eq!(seen[2], seen[0], "{protocol:?}: a certificate");
    }
    allow(&data, HERE);
    for credential in [known.credential(), certified.credential()] {
        let greeting = serve.keyed(Imap, credential).line();
        assert!(greeting.starts_with("* PREAUTH "), "{greeting}");
    }
}

#[test]
fn a182_from_an_allowed_network_every_mechanism_is_let_in_over_every_protocol() {
    let data = Data::new();
    let phone = app(&data, "phone", &["--cram-md5"]);
    allow(&data, "127.0.0.1,192.0.2.0/24");
    let serve = Serve::run_on(&data, &["--cram-md5", "--token", "alice:t0ken"]);
    for scheme in SCHEMES {
        let by_password = MECHANISMS.map(|mechanism| (mechanism, USER, PASSWORD));
        for (mechanism, user, password) in
            by_password.into_iter().chain([("CRAM-MD5", "alice#phone", &*phone)])
        {
            let said = serve.login_as(scheme, user, password, Some(mechanism));
            assert_eq!(
                (said.code, serve.result().as_str()),
                (0, "accepted"),
                "{scheme} {mechanism}: {said:?}"
            );
        }
        for mechanism in ["OAUTHBEARER", "XOAUTH2"] {
            let said = with_token(&serve, scheme, "t0ken", mechanism);
            assert_eq!(
                (said.code, serve.result().as_str()),
                (0, "accepted"),
                "{scheme} {mechanism}: {said:?}"
            );
        }
    }
}

/// Logged in with IMAP's LOGIN from this address of this machine.
#[track_caller]
fn from(serve: &Serve, last: u8, user: &str, password: &str) -> Wire {
    let wire = Wire::plain_from(Ipv4Addr::new(127, 0, 0, last), serve.ready.imaps);
    let mut wire = wire.start_tls(&serve.ready.ca).greeted(Imap);
    let reply = wire.imap(format!("LOGIN {user} {password}")).pop().unwrap();
    assert!(reply.starts_with("t OK "), "{user}: {reply}");
    wire
}

#[test]
fn a182_a_list_that_changes_ends_the_sessions_that_are_outside_of_it_and_no_others() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let (phone, tablet) = (app(&data, "phone", &[]), app(&data, "tablet", &[]));
    let servers = [Serve::on(&data), Serve::on(&data)];
    let mut bob: Vec<_> = servers.iter().map(|serve| from(serve, 1, "bob", PASSWORD)).collect();
    let mut near: Vec<_> = servers.iter().map(|serve| from(serve, 2, USER, PASSWORD)).collect();
    near.extend(servers.iter().map(|serve| from(serve, 2, USER, &phone)));
    let mut tablets = vec![from(&servers[0], 2, "alice#tablet", &tablet)];
    let mut far: Vec<_> = servers.iter().map(|serve| from(serve, 1, USER, PASSWORD)).collect();
    far.push(from(&servers[0], 3, USER, &phone));
    far.push(servers[1].keyed(Imap, key.credential()));
    assert!(far[3].line().starts_with("* PREAUTH "));
    allow(&data, "127.0.0.2,192.0.2.1");
    for wire in &mut far {
        assert_eq!(wire.rest(), ["* BYE The account has changed; log in again"]);
    }
    for wire in near.iter_mut().chain(&mut tablets).chain(&mut bob) {
        wire.noop(Imap);
    }
    // An app password has a list beside its account's.
    data.done(&["password", "app", "set", USER, "tablet", "--allow-from", "127.0.0.1"]);
    assert_eq!(tablets[0].rest(), ["* BYE The account has changed; log in again"]);
    near.iter_mut().for_each(|wire| wire.noop(Imap));
    for last in [1, 2] {
        let wire = Wire::plain_from(Ipv4Addr::new(127, 0, 0, last), servers[0].ready.imaps);
        let mut wire = wire.start_tls(&servers[0].ready.ca).greeted(Imap);
        assert!(wire.imap(format!("LOGIN {USER} {tablet}")).pop().unwrap().starts_with("t NO "), "{last}");
    }
    for change in ["any", "127.0.0.0/8"] {
        data.done(&["account", "set", USER, "--allow-from", change]);
        from(&servers[0], 1, "alice#tablet", &tablet);
        from(&servers[0], 1, USER, PASSWORD);
    }
}

#[test]
fn a182_a_list_that_changes_in_mid_login_counts() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    wire.send("t AUTHENTICATE PLAIN\r\n");
    wire.line();
    allow(&data, ELSEWHERE);
    wire.send(format!("{}\r\n", base64(format!("\0{USER}\0{PASSWORD}"))));
    assert!(wire.line().starts_with("t NO [AUTHENTICATIONFAILED] "));
    assert_eq!(serve.result(), "rejected:network");
}

#[test]
fn a182_behind_a_proxy_the_address_is_the_one_that_it_says() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    allow(&data, "198.51.100.0/24");
    let serve = Serve::run_on(&data, &["--proxy-from", "127.0.0.1"]);
    for (header, is_in) in [
        ("PROXY TCP4 198.51.100.9 192.0.2.1 56324 993\r\n", true),
        ("PROXY TCP6 ::ffff:198.51.100.9 ::1 56324 993\r\n", true),
        ("PROXY TCP4 198.51.101.9 192.0.2.1 56324 993\r\n", false),
        ("PROXY TCP6 2001:db8::7 ::1 56324 993\r\n", false),
        ("PROXY UNKNOWN\r\n", false),
    ] {
        let mut wire = Wire::plain(serve.ready.imaps);
        wire.send(header);
        let mut wire = wire.start_tls(&serve.ready.ca).greeted(Imap);
        let reply = wire.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap();
        assert_eq!(reply.starts_with("t OK "), is_in, "{header}: {reply}");
        let mut wire = Wire::plain(serve.ready.imaps);
        wire.send(header);
        let mut wire = wire.try_start_tls_with(&serve.ready.ca, Some(key.credential())).expect("a handshake");
        assert_eq!(wire.line().starts_with("* PREAUTH "), is_in, "{header}");
    }
}

#[test]
fn a_list_is_shown_changed_removed_and_backed_up() {
    let data = Data::none();
    data.done(&["account", "add", USER, "--allow-from", "10.1.2.3/8,192.0.2.1"]);
    app(&data, "phone", &["--allow-from", "2001:DB8::/32"]);
    let shown = |data: &Data| {
        let account = data.json(&["account", "show", USER])["allow_from"].clone();
        let app = data.json(&["password", "app", "list", USER])["allow_from"].clone();
        (account.to_string(), app.to_string())
    };
    let lists = (r#"["10.0.0.0/8","192.0.2.1"]"#.to_owned(), r#"["2001:db8::/32"]"#.to_owned());
    assert_eq!(shown(&data), lists);
    let said = data.run(&["account", "show", USER]);
    assert!(said.out.contains("only from  10.0.0.0/8, 192.0.2.1"), "{said:?}");
    assert!(data.run(&["account", "list"]).out.contains("some networks"));
    assert!(data.run(&["password", "app", "list"]).out.contains("from 2001:db8::/32"));
    let file = data.home().join("backup");
    data.done(&["account", "backup", file.to_str().unwrap()]);
    let other = Data::no_folder();
    other.done(&["account", "restore", file.to_str().unwrap()]);
    assert_eq!(shown(&other), lists);
    // An older backup has no lists.
    let text = std::fs::read_to_string(&file).unwrap();
    let older = text.replace("\"version\":2", "\"version\":1");
    let older = older.replace("\"allow_from\":\"10.0.0.0/8,192.0.2.1\",", "");
    std::fs::write(&file, older.replace("\"allow_from\":\"2001:db8::/32\",", "")).unwrap();
    let other = Data::no_folder();
    other.done(&["account", "restore", file.to_str().unwrap()]);
    assert_eq!(shown(&other), ("[]".to_owned(), "[]".to_owned()));
    data.done(&["account", "set", USER, "--allow-from", "any"]);
    data.done(&["password", "app", "set", USER, "PHONE", "--allow-from", "any"]);
    assert_eq!(shown(&data), ("[]".to_owned(), "[]".to_owned()));
    for list in ["", "localhost", "10.0.0.0/33", "10.0.0.0/8,"] {
        assert_eq!(data.run(&["account", "set", USER, "--allow-from", list]).code, 2, "{list}");
    }
    assert_eq!(data.run(&["account", "set", "mallory", "--allow-from", "any"]).code, 1);
    let said = data.run(&["password", "app", "set", USER, "printer", "--allow-from", "any"]);
    assert_eq!((said.code, said.err.contains("no app password of this name")), (1, true), "{said:?}");
}
