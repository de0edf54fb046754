//! `password check`, and names and passwords of every script from end to end.
use crate::support::{Serve, command, output};

#[test]
fn a_valid_password_is_0_and_explained() {
    let said = output(command(&["password", "check", "pa²ssword", "--json"]));
    let json = said.json();
    assert_eq!((said.code, &json["password"]), (0, &true.into()), "{json}");
    assert_eq!(json["forms"], serde_json::json!(["SASLprep", "OpaqueString"]));
    let find =
        |name: &str| json["preparations"].as_array().unwrap().iter().find(|p| p["name"] == name).unwrap();
    assert_eq!(find("SASLprep (SCRAM clients)")["result"], "pa2ssword");
    assert_eq!(find("OpaqueString (passwords)")["changed"], false);
    assert_eq!(json["characters"][2]["code_point"], "U+00B2");
}

#[test]
fn a_password_that_is_too_short_is_1() {
    let said = output(command(&["password", "check", "pa²ss"]));
    assert_eq!(said.code, 1);
    assert!(
        said.out.ends_with("\nIt cannot be set as a password: it has fewer than 8 octets.\n"),
        "{}",
        said.out
    );
}

#[test]
fn an_invalid_password_is_1_with_reason_and_position() {
    let said = output(command(&["password", "check", "correct\thorse"]));
    assert_eq!(said.code, 1);
    assert!(said.out.contains("rejected: contains a control character at position 8"), "{}", said.out);
    assert!(said.out.ends_with("\nIt cannot be set as a password.\n"), "{}", said.out);
}

#[test]
fn serve_reports_why_a_name_or_password_is_invalid() {
    for (user, why) in [
        ("amy:a\u{200d}b", "the password contains a character that is not allowed next to its neighbours"),
        ("\u{2168}:pencil", "the name contains characters that some clients replace"),
    ] {
        let said = output(command(&["serve", "--imap", "127.0.0.1:0", "--user", user]));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(why), "{}", said.err);
        assert!(!said.err.contains("a\u{200d}b"), "{}", said.err);
    }
}

#[test]
fn accents_typed_otherwise_and_emoji_log_in_by_every_mechanism() {
    let serve = Serve::with(&["--user", "zo\u{e9}:p\u{e4}sswort 🐴²"]);
    for mechanism in ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"] {
        for scheme in ["imaps", "smtp"] {
            let url = serve.url(scheme);
            let arguments = [
                "login",
                &url,
                "--ca",
                serve.ca(),
                "--user",
                "zoe\u{301}",
                "--mechanism",
                mechanism,
                "--json",
            ];
            let mut login = command(&arguments);
            login.env("COUNTERSIGN_PASSWORD", "pa\u{308}sswort 🐴²");
            let said = output(login);
            assert_eq!((said.code, said.json()["mechanism"].as_str()), (0, Some(mechanism)), "{said:?}");
            assert_eq!(serve.attempt()["account"], "zo\u{e9}");
        }
    }
}
