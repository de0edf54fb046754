//! The lists of mechanisms, as a server writes and a client reads them.
use proptest::prelude::*;
use sasl_mail::{
    Names,
    imap::capability::{Capabilities, auth_words},
    pop3, sieve,
    smtp::capability::{auth_line, read},
};

fn listed(names: &Names) -> Vec<&str> {
    names.iter().collect()
}

fn smtp(lines: &[&str]) -> Names {
    read(lines.iter().map(|line| line.as_bytes()))
}

fn pop3(lines: &[&str]) -> pop3::capability::Capabilities {
    pop3::capability::Capabilities::read(lines.iter().map(|line| line.as_bytes()))
}

fn sieve(lines: &[&str]) -> sieve::capability::Capabilities {
    sieve::capability::Capabilities::read(lines.iter().map(|line| line.as_bytes()))
}

#[test]
fn a089_names_count_whole() {
    let plus = ["SCRAM-SHA-1-PLUS"];
    for names in [
        Capabilities::read(auth_words(plus).as_bytes()).mechanisms,
        smtp(&[&auth_line(plus).unwrap()]),
        pop3(&[&pop3::capability::sasl_line(plus).unwrap()]).mechanisms,
        sieve(&[&sieve::capability::sasl_line(plus)]).mechanisms,
    ] {
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
fn pop3_lines() {
    let list = pop3(&["TOP", "sasl PLAIN scram-sha-256", "stls", "user", "SASL PLAIN"]);
    assert_eq!(listed(&list.mechanisms), ["PLAIN", "SCRAM-SHA-256"]);
    assert!(list.stls && list.user);
    // Dovecot writes USER without an argument, others with one.
    assert!(pop3(&["USER x"]).user);
    let none =
        pop3(&["SASLX PLAIN", "SASL", "SASL ", "XSASL PLAIN", "SASL=PLAIN", "STLSX", "USERX", " STLS", ""]);
    assert_eq!(none, pop3::capability::Capabilities::default());
    assert_eq!(listed(&pop3(&["SASL A.B  ABCDEFGHIJKLMNOPQRSTU =X LOGIN"]).mechanisms), ["LOGIN"]);
}

#[test]
fn sieve_lines() {
    let list = sieve(&["\"IMPLEMENTATION\" \"x\"", "\"sasl\" \"plain SCRAM-SHA-256\"", "\"STARTTLS\""]);
    assert_eq!(listed(&list.mechanisms), ["PLAIN", "SCRAM-SHA-256"]);
    assert!(list.starttls);
    assert!(listed(&sieve(&["{4}\r\nSASL {5}\r\nPLAIN"]).mechanisms) == ["PLAIN"]);
    let none = [
        "SASL PLAIN",
        "\"SASL\" PLAIN",
        "\"SASL\"",
        "\"SASL\" \"\"",
        "\"SASL\" \"PLAIN\" \"X\"",
        "\"SASL\"\"PLAIN\"",
        "\"SASL\" \"PLAIN",
        "\"SASL PLAIN\"",
        "\"XSASL\" \"PLAIN\"",
        "\"SASL\" \"A.B\"",
        "STARTTLS",
        "\"STARTTLSX\"",
        "OK \"STARTTLS\"",
        "",
    ];
    assert_eq!(sieve(&none), sieve::capability::Capabilities::default());
}

#[test]
fn a_server_lists_only_what_is_a_name() {
    let names = ["SCRAM-SHA-256-PLUS", "", "plain", "A B", "X\r\nY", "EXTERNAL"];
    assert_eq!(auth_words(names), "AUTH=SCRAM-SHA-256-PLUS AUTH=EXTERNAL");
    assert_eq!(auth_line(names).unwrap(), "AUTH SCRAM-SHA-256-PLUS EXTERNAL");
    assert_eq!(pop3::capability::sasl_line(names).unwrap(), "SASL SCRAM-SHA-256-PLUS EXTERNAL");
    assert_eq!(sieve::capability::sasl_line(names), "\"SASL\" \"SCRAM-SHA-256-PLUS EXTERNAL\"");
    assert_eq!(pop3::capability::sasl_line(["x\"y"]), None);
    assert_eq!(sieve::capability::sasl_line(["x\"y"]), "\"SASL\" \"\"");
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
        let line = pop3::capability::sasl_line(given()).unwrap_or_default();
        prop_assert!(pop3(&[&line]).mechanisms.iter().eq(given()));
        let line = sieve::capability::sasl_line(given());
        prop_assert!(sieve(&[&line]).mechanisms.iter().eq(given()));
    }

    #[test]
    fn no_line_panics_and_only_names_are_read(octets: Vec<u8>, text in "[ -~]{0,60}") {
        for line in [&octets[..], text.as_bytes(), format!("AUTH {text}").as_bytes(), format!("AUTH={text}").as_bytes()] {
            let pop3 = pop3::capability::Capabilities::read([line]).mechanisms;
            let sieve = sieve::capability::Capabilities::read([line]).mechanisms;
            for names in [Capabilities::read(line).mechanisms, read([line]), pop3, sieve] {
                let valid = |name: &str| (1..=20).contains(&name.len())
                    && name.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || b"-_".contains(&c));
                prop_assert!(names.iter().all(valid));
            }
        }
    }
}
