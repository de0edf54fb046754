//! `countersign key`
use crate::support::{Data, Key, command, output};
use std::{fs, os::unix::fs::PermissionsExt as _};

fn generate(folder: &std::path::Path, more: &[&str]) -> crate::support::Said {
    let mut generate = command(&["key", "generate", "alice", "--json", "--dir"]);
    generate.arg(folder).args(more);
    output(generate)
}

#[test]
fn generate_writes_three_files_for_their_owner_alone_and_overwrites_none() {
    let folder = tempfile::tempdir().unwrap();
    let made = generate(folder.path(), &[]).json();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    for name in ["alice.crt", "alice.key", "alice.pem"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert_eq!(read("alice.pem"), read("alice.key") + &read("alice.crt"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no draft is left");
    let before = read("alice.key");
    let again = generate(folder.path(), &[]);
    assert_eq!((again.code, read("alice.key")), (1, before.clone()), "{again:?}");
    // An existing one of the three is enough; nothing is written then.
    fs::remove_file(folder.path().join("alice.key")).unwrap();
    assert_eq!(generate(folder.path(), &[]).code, 1);
    assert!(!folder.path().join("alice.key").exists());
    let other = generate(folder.path(), &["--force", "--ed25519"]).json();
    assert_eq!((&made["type"], &other["type"]), (&"ecdsa-p256".into(), &"ed25519".into()));
    assert_ne!(read("alice.key"), before);
    assert!(read("alice.pem").contains(&read("alice.key")));
}

#[test]
fn names_that_are_no_files_are_refused() {
    for name in ["", ".", "../x", "a/b", ".x"] {
        assert_eq!(output(command(&["key", "generate", name])).code, 2, "{name}");
    }
    for name in ["", "a b", "$(id)", "a/b", "-x", ".x", "a;b", "\u{e4}"] {
        assert_eq!(output(command(&["key", "openssl", "--", name])).code, 2, "{name}");
    }
}

#[test]
fn keys_are_added_listed_shown_and_removed() {
    let (key, other) = (Key::new(), Key::new());
    let data = Data::new();
    let fingerprint = key.fingerprint();
    let added = data.json(&["key", "add", "ALICE@example.org", &key.file("pem"), "--name", "my laptop"]);
    for (field, value) in [
        ("fingerprint", fingerprint.as_str()),
        ("type", "ecdsa-p256"),
        ("name", "my laptop"),
        ("account", "alice"),
        ("login_address", "alice@example.org"),
    ] {
        assert_eq!(added[field], value);
    }
    assert!(added["certificate"].is_string() && added["created"].is_i64());
    let said = data.run(&["key", "add", "alice", &other.file("crt"), "--no-imap-preauth"]);
    assert!(said.out.contains("No proof of possession"), "{said:?}");
    let list = data.run(&["key", "list", "alice", "--json"]).rows();
    let all = data.run(&["key", "list", "--json"]).rows();
    assert_eq!((list.len(), &list), (2, &all));
    let hex = key.made.spki().fingerprint().to_hex();
    for named in [&fingerprint, &hex, &key.file("crt")] {
        assert_eq!(data.json(&["key", "show", named]), added, "{named}");
    }
    data.done(&["key", "remove", &fingerprint]);
    assert_eq!(data.run(&["key", "show", &fingerprint]).code, 1);
    assert_eq!(data.run(&["key", "remove", &fingerprint]).code, 1);
    assert_eq!(data.run(&["key", "list", "--json"]).rows().len(), 1);
    data.done(&["account", "remove", "alice"]);
    assert!(data.run(&["key", "list", "--json"]).rows().is_empty(), "an account's keys are removed with it");
}

#[test]
fn a_fingerprint_belongs_to_one_account() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    for (account, words) in
        [("bob", "another account has the key"), ("alice", "this account has the key already")]
    {
        let said = data.run(&["key", "add", account, &key.file("pem")]);
        assert!(said.code == 1 && said.err.contains(words), "{said:?}");
    }
    data.done(&["key", "remove", &key.fingerprint()]);
    data.done(&["key", "add", "bob", &key.file("crt")]);
    assert_eq!(data.json(&["key", "show", &key.fingerprint()])["account"], "bob");
}

#[test]
fn what_is_no_key_is_called_what_it_is() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let refused = |arguments: &[&str], words: &str| {
        let said = data.run(arguments);
        assert!(said.code == 1 && said.err.contains(words), "{said:?}");
    };
    refused(&["key", "add", "alice", &key.file("key")], "this is a private key");
    refused(&["key", "show", "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDnmaUcM9VkYSdAgN0"], "ssh");
    refused(&["key", "add", "mallory", &key.file("crt")], "no account has this name");
    let certificate = key.file("der");
    fs::write(&certificate, key.made.certificate_der()).unwrap();
    data.done(&["key", "show", &certificate]);
    let hash = sha256(key.made.certificate_der());
    refused(&["key", "show", &hash], &key.fingerprint());
    refused(&["key", "remove", &hash], "the hash of a certificate");
}

/// In hexadecimal.
fn sha256(octets: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(octets).iter().map(|octet| format!("{octet:02x}")).collect()
}

#[test]
fn an_address_that_is_gone_does_not_lock_its_owner_out() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    data.done(&["account", "address", "remove", "alice", "alice@example.org"]);
    assert_eq!(data.json(&["key", "show", &key.fingerprint()])["login_address"], "alice");
}

#[test]
fn a_p12_file_is_for_its_owner_alone_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("phone.p12");
    let p12 = |password: &str, more: &[&str]| {
        let mut generate = command(&["key", "generate", "alice", "--json", "--p12"]);
        generate.arg(&file).arg("--dir").arg(folder.path()).args(more).env("COUNTERSIGN_PASSWORD", password);
        output(generate)
    };
    for (password, more) in
        [("", &[][..]), ("p\u{e4}ssword", &[]), ("tab\tbed", &[]), (&"x".repeat(33), &["--legacy"])]
    {
        assert_ne!(p12(password, more).code, 0, "{password}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
    }
    for password in ["p\u{e4}ssword", "p\u{430}ssword", "key \u{1f511}"] {
        let said = p12(password, &[]);
        assert_eq!(said.code, 1);
        assert!(said.err.contains("must be ASCII") && said.err.contains("; use "), "{}", said.err);
        assert!(!said.err.contains(password), "{}", said.err);
    }
    let made = p12("a p12 password", &[]).json();
    assert_eq!(made["p12"], file.to_str().unwrap());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&file).unwrap();
    let key = fs::read(folder.path().join("alice.key")).unwrap();
    for name in ["alice.crt", "alice.key", "alice.pem"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    assert_eq!((p12("a p12 password", &[]).code, fs::read(&file).unwrap()), (1, before.clone()));
    assert!(!folder.path().join("alice.key").exists(), "one file is enough; nothing is written then");
    assert_eq!(p12("a p12 password", &["--force", "--legacy"]).code, 0);
    assert_ne!(fs::read(&file).unwrap(), before);
    let readable = |octets: &[u8]| octets.windows(32).any(|window| key.windows(32).any(|own| own == window));
    assert!(!readable(&before), "the key is encrypted");
    // --legacy selects the encryption of a p12 file, and there is none.
    assert_eq!(output(command(&["key", "generate", "bob", "--legacy"])).code, 2);
}

#[test]
fn a_fingerprint_that_begins_with_a_hyphen_is_no_option() {
    let data = Data::new();
    for command in ["show", "remove"] {
        for beginning in ["-", "--", "g"] {
            // An unregistered key; a final 0 ends 43 letters without leftover bits.
            let fingerprint = format!("{beginning:H<42}0");
            let said = data.run(&["key", command, &fingerprint]);
            let same = data.run(&["key", command, &format!("{:H<42}0", "H")]);
            assert_eq!((said.code, said.err), (same.code, same.err), "{command} {fingerprint}");
        }
    }
    assert_eq!(data.run(&["key", "remove", "--no-such-option", "H"]).code, 2);
}
