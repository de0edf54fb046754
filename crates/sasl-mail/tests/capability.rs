//! The lists of mechanisms, as a server writes and a client reads them.
use proptest::prelude::*;
use sasl_mail::{
    Names,
    imap::capability::{Capabilities, auth_words},
    smtp::capability::{auth_line, read},
};

fn listed(names: &Names) -> Vec<&str> {
    names.iter().collect()
}

fn smtp(lines: &[&str]) -> Names {
    read(lines.iter().map(|line| line.as_bytes()))
}

#[test]
fn a089_names_count_whole() {
    let plus = ["SCRAM-SHA-1-PLUS"];
    for names in
        [Capabilities::read(auth_words(plus).as_bytes()).mechanisms, smtp(&[&auth_line(plus).unwrap()])]
    {
        assert_eq!(listed(&names), plus);
        assert!(names.contains("SCRAM-SHA-1-PLUS") && names.contains("scram-sha-1-plus"));
        for part in ["SCRAM-SHA-1", "SCRAM", "PLUS", "SHA-1-PLUS", "SCRAM-SHA-1-PLUS ", "", "-"] {
            assert!(!names.contains(part), "{part}");
        }
    }
    let bare = smtp(&["AUTH SCRAM-SHA-1"]);
    assert!(
        bare.contains("SCRAM-SHA-1") && !bare.contains("SCRAM-SHA-1-PLUS") && !bare.contains("SCRAM-SHA-")
    );
}

#[test]
fn imap_words() {
    let list = Capabilities::read(
        b"* CAPABILITY IMAP4rev1 auth=PLAIN Auth=scram-sha-256 sasl-ir LoginDisabled AUTH=PLAIN",
    );
    assert_eq!(listed(&list.mechanisms), ["PLAIN", "SCRAM-SHA-256"]);
    assert!(list.sasl_ir && list.login_disabled);

    let list = Capabilities::read(
        b"AUTH PLAIN XAUTH=LOGIN AUTH= AUTH==X AUTH=A.B AUTH=\xff AUTH=ABCDEFGHIJKLMNOPQRSTU AUTH=A=B \
          AUTH=\tX SASL-IRX XLOGINDISABLED",
    );
    assert_eq!(list, Capabilities::default());
    assert_eq!(Capabilities::read(b""), Capabilities::default());
}

#[test]
fn smtp_lines() {
    let names =
        smtp(&["mx.example.org Hello", "SIZE 1000", "AUTH PLAIN scram-sha-256", "auth LOGIN", "8BITMIME"]);
    assert_eq!(listed(&names), ["LOGIN", "PLAIN", "SCRAM-SHA-256"]);
    let old = smtp(&["AUTH=PLAIN LOGIN", "auth=cram-md5"]);
    assert_eq!(listed(&old), ["CRAM-MD5", "LOGIN", "PLAIN"]);

    let none =
        smtp(&["AUTH", "AUTH ", "AUTH=", "AUTHPLAIN", "XAUTH PLAIN", "X AUTH PLAIN", "AUTH-PLAIN", "", "="]);
    assert!(none.is_empty(), "{none:?}");
    assert_eq!(listed(&smtp(&["AUTH A.B  ABCDEFGHIJKLMNOPQRSTU =X X=Y PLAIN\t LOGIN"])), ["LOGIN"]);
}

#[test]
fn a_server_lists_only_what_is_a_name() {
    let names = ["SCRAM-SHA-256-PLUS", "", "plain", "A B", "X\r\nY", "EXTERNAL"];
    assert_eq!(auth_words(names), "AUTH=SCRAM-SHA-256-PLUS AUTH=EXTERNAL");
    assert_eq!(auth_line(names).unwrap(), "AUTH SCRAM-SHA-256-PLUS EXTERNAL");
    assert_eq!(auth_words([]), "");
    assert_eq!(auth_line(["not a name"]), None);
}

proptest! {
    #[test]
    fn there_and_back(names in prop::collection::btree_set("[A-Z0-9_-]{1,20}", 0..9)) {
        let given = || names.iter().map(String::as_str);
        let words = auth_words(given());
        let capabilities = Capabilities::read(words.as_bytes());
        prop_assert!(capabilities.mechanisms.iter().eq(given()));
        let line = auth_line(given()).unwrap_or_default();
        prop_assert!(smtp(&[&line]).iter().eq(given()));
    }

    #[test]
    fn no_line_panics_and_only_names_are_read(octets: Vec<u8>, text in "[ -~]{0,60}") {
        for line in [&octets[..], text.as_bytes(), format!("AUTH {text}").as_bytes(), format!("AUTH={text}").as_bytes()] {
            for names in [Capabilities::read(line).mechanisms, read([line])] {
                let valid = |name: &str| (1..=20).contains(&name.len())
                    && name.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || b"-_".contains(&c));
                prop_assert!(names.iter().all(valid));
            }
        }
    }
}
