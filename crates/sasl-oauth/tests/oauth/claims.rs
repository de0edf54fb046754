//! What a right message says.
use crate::ends::{NAMES, parts};

fn bearer(message: &str) -> (Option<String>, Option<String>, Option<u16>, String) {
    parts("OAUTHBEARER", message.as_bytes()).unwrap()
}

#[test]
fn parts_that_may_be_left_out() {
    assert_eq!(bearer("n,,\x01auth=Bearer t\x01\x01"), (None, None, None, "t".into()));
    assert_eq!(bearer("y,,\x01auth=Bearer t\x01\x01"), (None, None, None, "t".into()));
    let host = bearer("n,,\x01host=h\x01auth=Bearer t\x01\x01");
    assert_eq!(host, (None, Some("h".into()), None, "t".into()));
}

#[test]
fn the_order_of_pairs_does_not_matter_and_unknown_keys_neither() {
    let ends = ["host=h\x01port=993\x01auth=Bearer t\x01", "auth=Bearer t\x01port=993\x01host=h\x01"];
    for pairs in ends {
        for more in ["", "qs=a=b&c\x01", "MTHD=GET\x01", "post=a\r\n\tb\x01"] {
            let message = format!("n,a=amy,\x01{more}{pairs}\x01");
            assert_eq!(bearer(&message), (Some("amy".into()), Some("h".into()), Some(993), "t".into()));
        }
    }
}

#[test]
fn a134_a_name_with_a_comma_or_an_equals_sign() {
    for (escaped, name) in [("=2C", ","), ("=3D", "="), ("a=2Cb=3D2C", "a,b=2C"), ("=3D=3D", "==")] {
        let message = format!("n,a={escaped},\x01auth=Bearer t\x01\x01");
        assert_eq!(bearer(&message).0.as_deref(), Some(name));
        let said = crate::ends::dial("OAUTHBEARER", crate::ends::token(name, "t")).unwrap().0;
        assert_eq!(said, message.as_bytes());
    }
}

/// libcurl 8.23.0 writes `a=first=last@example.org`; IMAPClient 4.1.0 and imapflow 2.10.2 write `=3D`.
#[test]
fn a_name_that_was_not_escaped_is_taken_as_it_stands() {
    for name in [
        "first=last@example.org",
        "=",
        "==",
        "a=",
        "a=2",
        "=2c",
        "=3d",
        "a=ZZ",
        "a=2C=b",
        "=b=3D",
        "a=\u{e4}\u{e4}",
    ] {
        let message = format!("n,a={name},\x01auth=Bearer t\x01\x01");
        assert_eq!(bearer(&message).0.as_deref(), Some(name));
        // The client's end escapes it, which is read as the same name.
        let said = crate::ends::dial("OAUTHBEARER", crate::ends::token(name, "t")).unwrap().0;
        assert_ne!(said, message.as_bytes());
        assert_eq!(parts("OAUTHBEARER", &said).unwrap().0.as_deref(), Some(name));
    }
}

#[test]
fn the_scheme_is_without_case_and_the_key_is_not() {
    for scheme in ["bearer", "BEARER", "BeArEr"] {
        for name in NAMES {
            let head = if name == "XOAUTH2" { "user=amy\x01" } else { "n,a=amy,\x01" };
            let message = format!("{head}auth={scheme}  t\x01\x01");
            assert_eq!(parts(name, message.as_bytes()).unwrap().3, "t");
        }
    }
    assert!(parts("OAUTHBEARER", b"n,,\x01Auth=Bearer t\x01\x01").is_err());
}

#[test]
fn a108_names_are_composed() {
    let message = "user=zoe\u{301}@example.org\x01auth=Bearer t\x01\x01";
    let user = parts("XOAUTH2", message.as_bytes()).unwrap().0;
    assert_eq!(user.as_deref(), Some("zo\u{e9}@example.org"));
}

#[test]
fn the_question_what_token_would_do() {
    for name in NAMES {
        let head = if name == "XOAUTH2" { "user=amy\x01" } else { "n,a=amy,\x01" };
        assert_eq!(parts(name, format!("{head}auth=\x01\x01").as_bytes()).unwrap().3, "");
    }
}
