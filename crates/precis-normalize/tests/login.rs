//! Login names and addresses.

use precis_normalize::{ErrorKind, email_login, folded_login_name, login_name};

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

#[test]
fn a146_spellings_of_a_folded_name_have_one_key() {
    for (name, other) in [
        ("Alice", "aLICE"),
        ("Zoe\u{308}@Example.ORG", "ZO\u{CB}@example.org"),
        ("\u{3a3}\u{391}\u{3a3}", "\u{3c3}\u{3b1}\u{3c3}"),
        ("\u{130}x", "i\u{307}X"),
        // A small letter composes with a mark that its capital does not compose with.
        ("W\u{30a}", "\u{1e98}"),
    ] {
        assert_eq!(folded_login_name(name).unwrap(), folded_login_name(other).unwrap(), "{name:?}");
    }
}

#[test]
fn a107_a108_folding_makes_no_other_names_the_same() {
    for (name, other) in [
        (" bob", "bob"),
        ("bob ", "bob"),
        ("\u{2168}", "IX"),
        ("\u{aa}", "a"),
        ("\u{ff21}lice", "alice"),
        ("stra\u{df}e", "strasse"),
        ("a\u{ad}b", "ab"),
        ("a\u{a0}b", "a b"),
    ] {
        assert_ne!(folded_login_name(name).unwrap(), folded_login_name(other).unwrap(), "{name:?}");
    }
    assert!(folded_login_name("a\tb").is_err() && folded_login_name("").is_err());
}

#[test]
fn a_folded_name_is_its_own_key() {
    let mut count = 0;
    for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
        for name in [c.to_string(), format!("x{c}\u{307}\u{323}")] {
            let Ok(key) = folded_login_name(&name) else { continue };
            assert_eq!(folded_login_name(&key).unwrap(), key, "{name:?}");
            count += 1;
        }
    }
    assert!(count > 2_000_000, "{count}");
}
