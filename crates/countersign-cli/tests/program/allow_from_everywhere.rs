//! Accounts and app passwords restricted to networks: every mechanism and protocol, sessions, commands.
use crate::{
    allow_from::{ELSEWHERE, MECHANISMS, SCHEMES, allow, app, with_token},
    support::{Data, Key, PASSWORD, Protocol::Imap, Serve, USER, Wire},
};
use std::net::Ipv4Addr;

#[test]
fn a182_every_mechanism_and_protocol_works_from_an_allowed_network() {
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

/// Returns a connection logged in by IMAP's LOGIN from this local address.
#[track_caller]
fn from(serve: &Serve, last: u8, user: &str, password: &str) -> Wire {
    let wire = Wire::plain_from(Ipv4Addr::new(127, 0, 0, last), serve.ready.imaps);
    let mut wire = wire.start_tls(&serve.ready.ca).greeted(Imap);
    let reply = wire.imap(format!("LOGIN {user} {password}")).pop().unwrap();
    assert!(reply.starts_with("t OK "), "{user}: {reply}");
    wire
}

#[test]
fn a182_a_changed_list_ends_only_the_sessions_outside_of_it() {
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
    // An app password has a list in addition to its account's.
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
    let phone = app(&data, "phone", &[]);
    let serve = Serve::on(&data);
    let limits: [(&str, &str, &[&str]); 3] = [
        (USER, PASSWORD, &["account", "set", USER]),
        ("alice#phone", &phone, &["account", "set", USER]),
        ("alice#phone", &phone, &["password", "app", "set", USER, "phone"]),
    ];
    for (user, password, command) in limits {
        let limit = |networks: &str| data.done(&[command, &["--allow-from", networks]].concat());
        let mut wire = serve.tls(Imap);
        assert!(!wire.log_in_slowly(Imap, user, password, || limit(ELSEWHERE)), "{command:?}");
        assert_eq!(serve.result(), "rejected:network", "{user} {command:?}");
        limit("any");
        assert!(serve.tls(Imap).log_in_slowly(Imap, user, password, || {}));
        assert_eq!(serve.result(), "accepted", "{user} {command:?}");
    }
}

#[test]
fn a182_behind_a_proxy_the_address_is_that_of_the_header() {
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
    assert_eq!((said.code, said.err.contains("no app password with this name")), (1, true), "{said:?}");
}
