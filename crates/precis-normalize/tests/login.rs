//! Login names and addresses.

use precis_normalize::{ErrorKind, email_login, login_name};

#[test]
fn names_are_normalized_and_kept() {
    for (name, normal) in [
        ("alice", "alice"),
        ("Alice Smith", "Alice Smith"),
        ("Zoe\u{308}", "Zo\u{EB}"),
        ("\u{FF21}", "\u{FF21}"),
        ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
        // Unassigned in Unicode 18.0, and so are names of people with newer keyboards.
        ("\u{1FFFD}\u{3FFFD}", "\u{1FFFD}\u{3FFFD}"),
        ("\u{E000}", "\u{E000}"),
    ] {
        assert_eq!(login_name(name).unwrap(), normal, "{name:?}");
    }
}

#[test]
fn names_that_are_none_are_refused() {
    for (name, kind, at) in [
        ("", ErrorKind::Empty, 0),
        ("ab\n", ErrorKind::ControlCharacter, 2),
        ("\u{E4}\u{85}", ErrorKind::ControlCharacter, 2),
        ("a\u{2028}", ErrorKind::ControlCharacter, 1),
        ("a\u{2029}", ErrorKind::ControlCharacter, 1),
        ("a\u{FDD0}", ErrorKind::Disallowed, 1),
        ("a\u{10FFFF}", ErrorKind::Disallowed, 1),
    ] {
        let error = login_name(name).unwrap_err();
        assert_eq!((error.kind(), error.byte_offset()), (kind, at), "{name:?}");
    }
}

#[test]
fn only_the_domain_becomes_lower_case() {
    for (address, normal) in [
        ("Alice@Example.COM", "Alice@example.com"),
        ("A@B@C", "A@B@c"),
        ("Alice", "Alice"),
        ("zoe\u{308}@X\u{C4}.example", "zo\u{EB}@x\u{C4}.example"),
        ("a@W\u{30A}", "a@\u{1E98}"),
        ("a@\u{212A}", "a@k"),
        ("\u{645}\u{62D}@example.com", "\u{645}\u{62D}@example.com"),
    ] {
        assert_eq!(email_login(address).unwrap(), normal, "{address:?}");
    }
    for address in ["@example.com", "alice@", "@"] {
        assert_eq!(email_login(address).unwrap_err().kind(), ErrorKind::IncompleteAddress, "{address:?}");
    }
    assert_eq!(email_login("").unwrap_err().kind(), ErrorKind::Empty);
}
