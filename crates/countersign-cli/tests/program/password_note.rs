//! Passwords that some SCRAM clients cannot log in with.
use crate::support::{Data, Said, Serve, USER, command, output};

/// The reason of the note; this part of the password must not be shown.
const EMOJI: &str = "cl\u{e9} \u{1f511} wonder";
const SHORT: &str = "\u{b2}\u{b2}\u{b2}\u{b2}";

fn run(data: Option<&Data>, arguments: &[&str], password: &str) -> Said {
    let option = data.map(|data| data.option().to_vec()).unwrap_or_default();
    let mut command = command(&[arguments, &option].concat());
    command.env("COUNTERSIGN_PASSWORD", password);
    output(command)
}

fn set(data: &Data, password: &str, more: &[&str]) -> Said {
    let set = ["password", "set", USER, "--iterations", "4096"];
    run(Some(data), &[&set, more].concat(), password)
}

#[test]
fn password_set_notes_which_clients_refuse_it() {
    let data = Data::new();
    for (password, part) in [
        (EMOJI, "some SCRAM clients reject this password (libgsasl, scramp,"),
        (SHORT, "SCRAM clients that apply SASLprep (RFC 4013), `countersign login` among them,"),
    ] {
        let said = set(&data, password, &[]);
        assert_eq!((said.code, said.out.lines().count()), (0, 1), "{said:?}");
        assert!(said.err.starts_with(&format!("countersign: note: {part}")), "{said:?}");
        assert_eq!(said.err.lines().count(), 1, "{said:?}");
        for secret in [password, "wonder", "\u{1f511}", "\u{b2}"] {
            assert!(!said.err.contains(secret) && !said.out.contains(secret), "{said:?}");
        }
        let said = set(&data, password, &["--json"]);
        assert!(said.json()["note"].as_str().unwrap().starts_with(part), "{said:?}");
        assert_eq!(said.err, "");
        assert!(!said.out.contains(password), "{said:?}");
    }
}

#[test]
fn password_set_has_no_note_where_every_client_logs_in() {
    let data = Data::new();
    // SASLprep changes the last two: there are keys of each form.
    for password in ["wonderland", "wond\u{e9}rland", "m\u{b2}-wonderland", "wonder\u{a0}land"] {
        assert_eq!(set(&data, password, &[]).err, "");
        assert!(set(&data, password, &["--json"]).json()["note"].is_null());
    }
}

#[test]
fn the_mechanisms_of_the_note_log_in() {
    let data = Data::new();
    for (password, scram) in [(EMOJI, 0), (SHORT, 1), ("m\u{b2}-wonderland", 0), ("wonderland", 0)] {
        assert_eq!(set(&data, password, &[]).code, 0);
        let serve = Serve::on(&data);
        for (mechanism, code) in [("PLAIN", 0), ("LOGIN", 0), ("SCRAM-SHA-256", scram)] {
            let said = serve.login_as("imaps", USER, password, Some(mechanism));
            assert_eq!(said.code, code, "{mechanism}: {said:?}");
        }
    }
}

#[test]
fn password_derive_and_check_have_the_note() {
    let derive = ["password", "derive", "--iterations", "4096"];
    let said = run(None, &derive, EMOJI);
    assert!(said.err.starts_with("countersign: note: some SCRAM clients reject"), "{said:?}");
    assert!(!said.out.contains("note"), "{said:?}");
    assert_eq!(run(None, &derive, "wonderland").err, "");
    let json = |password| run(None, &[&derive[..], &["--json"]].concat(), password).json();
    assert!(json(EMOJI)["note"].is_string() && json("wonderland")["note"].is_null());

    let check = ["password", "check", "--json"];
    assert!(run(None, &check, EMOJI).json()["note"].is_string());
    for password in ["wonderland", "\u{1f511}", "wonder\tland"] {
        assert!(run(None, &check, password).json()["note"].is_null(), "{password:?}");
    }
    let said = run(None, &["password", "check"], EMOJI);
    assert!(said.out.contains("\nIt can be set as a password.\nNote: some SCRAM clients"), "{said:?}");
}
