//! `login` with a key.
use crate::support::{Data, Fake, Identity, Key, PASSWORD, Said, Serve, command, output};

fn login(url: &str, ca: &str, more: &[&str]) -> Said {
    let mut command = command(&["login", url, "--ca", ca, "--json"]);
    command.args(more);
    output(command)
}

#[test]
fn a_client_logs_in_with_a_certificate_or_a_bare_key() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let (pem, crt, private) = (key.file("pem"), key.file("crt"), key.file("key"));
    for (scheme, mechanism) in [
        ("imaps", "tls-key"),
        ("imap", "EXTERNAL"),
        ("smtps", "EXTERNAL"),
        ("pop3", "EXTERNAL"),
        ("sieve", "EXTERNAL"),
    ] {
        for files in [
            &["--client-cert", &*pem][..],
            &["--client-cert", &crt, "--client-key", &private],
            &["--client-key", &private],
        ] {
            let said = login(&serve.url(scheme), serve.ca(), files);
            assert_eq!((said.code, &said.json()["mechanism"]), (0, &mechanism.into()), "{scheme} {said:?}");
        }
    }
}

#[test]
fn a_mechanism_that_is_named_is_the_one_that_is_used() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let pem = key.file("pem");
    let said = login(&serve.url("imaps"), serve.ca(), &["--client-cert", &pem, "--mechanism", "EXTERNAL"]);
    assert_eq!((said.code, &said.json()["error"]), (1, &"preauth".into()), "{said:?}");
    let said = login(
        &serve.url("imap"),
        serve.ca(),
        &["--client-cert", &pem, "--mechanism", "external", "--user", "bob"],
    );
    assert_eq!((said.code, &said.json()["error"]), (1, &"not-authorized".into()), "{said:?}");
    let mut mixed =
        command(&["login", &serve.url("smtp"), "--ca", serve.ca(), "--json", "--client-cert", &pem]);
    mixed.args(["--mechanism", "PLAIN", "--user", "alice"]).env("COUNTERSIGN_PASSWORD", PASSWORD);
    let said = output(mixed);
    assert_eq!((said.code, &said.json()["mechanism"]), (0, &"PLAIN".into()), "{said:?}");
}

#[test]
fn an_unregistered_key_does_not_log_in() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for scheme in ["imaps", "imap", "smtps"] {
        let said = login(&serve.url(scheme), serve.ca(), &["--client-cert", &Key::new().file("pem")]);
        assert_eq!((said.code, &said.json()["error"]), (1, &"no-mechanism".into()), "{said:?}");
    }
}

#[test]
fn a144_preauth_in_the_clear_is_an_attack() {
    let key = Key::new();
    for more in [&["--plaintext"][..], &[]] {
        let fake = Fake::new(|mut wire| {
            wire.send("* PREAUTH welcome\r\n");
            wire.rest()
        });
        let ca = Identity::make();
        let files = ["--client-cert", &key.file("pem")];
        let said = login(&fake.url("imap"), ca.ca().to_str().unwrap(), &[&files, more].concat());
        assert_eq!((said.code, &said.json()["error"]), (3, &"connection".into()), "{said:?}");
        assert!(fake.result().is_empty(), "nothing is sent");
    }
}

#[test]
fn a144_preauth_inside_tls_counts_only_if_the_key_was_asked_for() {
    let (identity, key) = (Identity::make(), Key::new());
    let ca = identity.ca();
    let fake = Fake::new(move |wire| {
        let mut wire = wire.accept_tls(&identity).expect("a handshake");
        wire.send("* PREAUTH welcome\r\n");
        let rest = wire.rest();
        (rest, identity)
    });
    let said = login(&fake.url("imaps"), ca.to_str().unwrap(), &["--client-cert", &key.file("pem")]);
    assert_eq!((said.code, &said.json()["error"]), (3, &"connection".into()), "{said:?}");
    assert!(fake.result().0.is_empty(), "nothing is sent");
}

#[test]
fn unsuitable_key_files_are_errors_before_anything_is_sent() {
    let (key, other) = (Key::new(), Key::new());
    let ca = Identity::make();
    for (files, words) in [
        (vec!["--client-cert".into(), key.file("crt")], "no private key"),
        (
            vec!["--client-cert".into(), key.file("crt"), "--client-key".into(), other.file("key")],
            "do not belong together",
        ),
        (vec!["--client-cert".into(), "/nowhere".into()], "No such file"),
        (vec!["--client-key".into(), key.file("crt")], "no private key"),
    ] {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let said = login("imaps://localhost:1", ca.ca().to_str().unwrap(), &files);
        assert!(said.code == 2 && said.err.contains(words), "{said:?}");
    }
}
