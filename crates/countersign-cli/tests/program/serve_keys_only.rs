//! `serve --keys-only`: no password, no token, and no service without a lookup of the key.
use crate::support::{
    ALL, Data, IMPLICIT, Key, Protocol,
    Protocol::{Imap, Pop3, Sieve, Smtp},
    Serve, USER, command, output, plain,
};

#[test]
fn a_key_gets_in_and_nothing_else_is_offered() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--keys-only"]);
    for protocol in [Imap, Pop3, Sieve] {
        let mut wire = serve.keyed_starttls(protocol, key.credential());
        wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
        let line = wire.line();
        assert!(protocol.is_in(&line), "{protocol:?}: {line}");
        assert_eq!(serve.result(), "accepted");
    }
    for credential in [None, Some(Key::new())] {
        for protocol in ALL {
            let mut wire = match &credential {
                None => serve.started(protocol),
                Some(unknown) => serve.keyed_starttls(protocol, unknown.credential()),
            };
            if credential.is_some() {
                assert_eq!(serve.result(), "unknown");
            }
            let password = protocol.begin("PLAIN", Some(plain(USER).as_bytes()));
            wire.send([password, b"\r\n".to_vec()].concat());
            assert!(!protocol.is_in(&wire.line()), "{protocol:?}");
            assert_eq!(serve.result(), "rejected:not-offered", "{protocol:?}");
        }
    }
    let mut imap = serve.tls(Imap);
    let listed = imap.imap("CAPABILITY").join(" ");
    assert!(listed.contains(" LOGINDISABLED") && !listed.contains("AUTH="), "{listed}");
}

#[test]
fn a_key_that_the_directory_cannot_tell_about_is_turned_away() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--keys-only"]);
    data.hide();
    let last_words = |protocol| match protocol {
        Imap => "* BYE [UNAVAILABLE] ",
        Smtp => "421 4.3.0 ",
        Pop3 => "-ERR [SYS/TEMP] ",
        Sieve => "BYE (TRYLATER) ",
    };
    let told = |protocol: Protocol, rest: Vec<String>| {
        assert!(
            matches!(&rest[..], [line] if line.starts_with(last_words(protocol))),
            "{protocol:?}: {rest:?}"
        );
        assert_eq!(serve.result(), "unavailable");
    };
    for protocol in IMPLICIT {
        told(protocol, serve.keyed(protocol, key.credential()).rest());
    }
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        wire.send(protocol.starttls());
        wire.line();
        let mut wire = wire.try_start_tls_with(&serve.ready.ca, Some(key.credential())).expect("a handshake");
        told(protocol, wire.rest());
    }
    data.show();
    assert!(serve.keyed(Imap, key.credential()).line().starts_with("* PREAUTH "));
}

#[test]
fn keys_only_conflicts_with_other_credentials() {
    for other in [&["--cram-md5"][..], &["--anonymous"], &["--token", "alice:t0ken"]] {
        let said = output(command(&[&["serve", "--keys-only"], other].concat()));
        assert_eq!(said.code, 2, "{said:?}");
    }
}
