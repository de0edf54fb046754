//! Which forms of a password there are.
#![cfg(feature = "saslprep")]

use precis_normalize::PasswordFormKind::{OpaqueString, Raw, SaslPrep};
use precis_normalize::{PasswordFormKind, Profile, Unassigned, password_forms, saslprep_secret};

fn forms(password: &str) -> Vec<(PasswordFormKind, String)> {
    password_forms(password).map(|form| (form.kind(), form.as_str().to_owned())).collect()
}

#[test]
fn equal_forms_come_once() {
    assert_eq!(forms("secret"), [(SaslPrep, "secret".into())]);
    assert_eq!(forms("e\u{301}"), [(SaslPrep, "\u{E9}".into()), (Raw, "e\u{301}".into())]);
    assert_eq!(forms("\u{AA}"), [(SaslPrep, "a".into()), (OpaqueString, "\u{AA}".into())]);
    let all = [(SaslPrep, "2 ".into()), (OpaqueString, "\u{B2} ".into()), (Raw, "\u{B2}\u{A0}".into())];
    assert_eq!(forms("\u{B2}\u{A0}"), all);
}

#[test]
fn refused_and_empty_forms_are_left_out() {
    assert_eq!(forms("a\tb"), [(Raw, "a\tb".into())]);
    // Too new for SASLprep.
    assert_eq!(forms("\u{1F980}"), [(OpaqueString, "\u{1F980}".into())]);
    // SASLprep leaves nothing, OpaqueString refuses invisible characters.
    assert_eq!(forms("\u{AD}"), [(Raw, "\u{AD}".into())]);
    assert_eq!(forms(""), []);
}

#[test]
fn forms_do_not_show_the_password() {
    let shown = format!("{:?}", password_forms("hunter\u{B2}").collect::<Vec<_>>());
    assert!(shown.contains("OpaqueString") && !shown.contains("hunter"), "{shown}");
}

#[test]
fn secrets_are_the_same_texts() {
    assert_eq!(*Profile::OpaqueString.enforce_secret("a\u{3000}b").unwrap(), "a b");
    assert_eq!(*Profile::OpaqueString.enforce_secret("ab").unwrap(), "ab");
    assert_eq!(*saslprep_secret("\u{AA}", Unassigned::Reject).unwrap(), "a");
    assert!(Profile::OpaqueString.enforce_secret("\u{0}").is_err());
}
