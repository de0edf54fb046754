//! The example tables of RFC 8265, RFC 8266 and RFC 4013.
#![cfg(feature = "saslprep")]

use precis_normalize::{ErrorKind, Profile, Unassigned, saslprep};

/// RFC 8265 section 3.6, tables 1 and 2, for the profile that maps case.
#[test]
fn user_names() {
    let mapped = Profile::UsernameCaseMapped;
    assert_eq!(mapped.enforce("juliet@example.com").unwrap(), "juliet@example.com");
    assert_eq!(mapped.enforce("fussball").unwrap(), "fussball");
    assert_eq!(mapped.enforce("fu\u{DF}ball").unwrap(), "fu\u{DF}ball");
    assert_eq!(mapped.enforce("\u{3C0}").unwrap(), "\u{3C0}");
    assert_eq!(mapped.enforce("\u{3A3}").unwrap(), "\u{3C3}");
    assert_eq!(mapped.enforce("\u{3C3}").unwrap(), "\u{3C3}");
    assert_eq!(mapped.enforce("\u{3C2}").unwrap(), "\u{3C2}");
    for (name, kind, at) in [
        ("foo bar", ErrorKind::Space, 3),
        ("", ErrorKind::Empty, 0),
        ("henry\u{2163}", ErrorKind::Disallowed, 5),
        ("\u{221E}", ErrorKind::Disallowed, 0),
    ] {
        let error = mapped.enforce(name).unwrap_err();
        assert_eq!((error.kind(), error.byte_offset()), (kind, at), "{name:?}");
    }
    assert!(!mapped.compare("fussball", "fu\u{DF}ball").unwrap());
    assert!(mapped.compare("\u{3A3}", "\u{3C3}").unwrap());
    assert!(!mapped.compare("\u{3C3}", "\u{3C2}").unwrap());
}

/// RFC 8265 section 3.6 has a lone sigma only. precis_i18n 1.1.2 ends the first name in U+03C2, precis-profiles 0.2.0 in
/// U+03C3.
#[test]
fn a_capital_sigma_is_mapped_alike_at_the_end_of_a_word() {
    let mapped = Profile::UsernameCaseMapped;
    let capitals = "\u{39F}\u{394}\u{3A5}\u{3A3}\u{3A3}\u{395}\u{3A5}\u{3A3}";
    let name = "\u{3BF}\u{3B4}\u{3C5}\u{3C3}\u{3C3}\u{3B5}\u{3C5}";
    assert_eq!(mapped.enforce(capitals).unwrap(), format!("{name}\u{3C3}"));
    assert_eq!(mapped.enforce(&format!("{name}\u{3C2}")).unwrap(), format!("{name}\u{3C2}"));
    assert_eq!(precis_normalize::folded_login_name(capitals).unwrap(), format!("{name}\u{3C3}"));
}

#[test]
fn user_names_with_case() {
    let preserved = Profile::UsernameCasePreserved;
    assert_eq!(preserved.enforce("\u{3A3}").unwrap(), "\u{3A3}");
    assert!(!preserved.compare("\u{3A3}", "\u{3C3}").unwrap());
}

/// RFC 8265 section 4.3, tables 3 and 4.
#[test]
fn passwords() {
    let opaque = Profile::OpaqueString;
    for password in [
        "correct horse battery staple",
        "Correct Horse Battery Staple",
        "\u{3C0}\u{DF}\u{E5}",
        "Jack of \u{2666}s",
    ] {
        assert_eq!(opaque.enforce(password).unwrap(), password);
    }
    assert_eq!(opaque.enforce("foo\u{1680}bar").unwrap(), "foo bar");
    assert_eq!(opaque.enforce("").unwrap_err().kind(), ErrorKind::Empty);
    let error = opaque.enforce("my cat is a \u{9}by").unwrap_err();
    assert_eq!((error.kind(), error.byte_offset()), (ErrorKind::ControlCharacter, 12));
}

/// RFC 8266 section 3, tables 1 and 2.
#[test]
fn nicknames() {
    let nickname = Profile::Nickname;
    for (name, key) in [
        ("Foo", "foo"),
        ("foo", "foo"),
        ("Foo Bar", "foo bar"),
        ("  Foo      Bar  ", "foo bar"),
        ("\u{3A3}", "\u{3C3}"),
        ("\u{3C3}", "\u{3C3}"),
        ("\u{3C2}", "\u{3C2}"),
        ("\u{265A}", "\u{265A}"),
        ("Richard \u{2163}", "richard iv"),
    ] {
        assert_eq!(nickname.comparison_key(name).unwrap(), key, "{name:?}");
    }
    assert_eq!(nickname.enforce("Richard \u{2163}").unwrap(), "Richard IV");
    assert_eq!(nickname.enforce("  Foo      Bar  ").unwrap(), "Foo Bar");
    assert_eq!(nickname.enforce("   ").unwrap_err().kind(), ErrorKind::Empty);
}

/// RFC 4013 section 3.
#[test]
fn a109_saslprep_examples() {
    for (text, prepared) in
        [("I\u{AD}X", "IX"), ("user", "user"), ("USER", "USER"), ("\u{AA}", "a"), ("\u{2168}", "IX")]
    {
        assert_eq!(saslprep(text, Unassigned::Reject).unwrap(), prepared);
    }
    assert_eq!(saslprep("\u{7}", Unassigned::Reject).unwrap_err().kind(), ErrorKind::ControlCharacter);
    assert_eq!(saslprep("\u{627}1", Unassigned::Reject).unwrap_err().kind(), ErrorKind::Bidi);
}

/// RFC 4013 section 2: what is mapped to a space, to nothing, to another letter; and what Unicode 3.2 did not have, which a
/// query may hold and what is stored may not (RFC 3454 section 7).
#[test]
fn a109_saslprep_maps_and_tells_what_is_typed_from_what_is_stored() {
    for unassigned in [Unassigned::Reject, Unassigned::Allow] {
        assert_eq!(saslprep("a\u{A0}b", unassigned).unwrap(), "a b");
        assert_eq!(saslprep("pass\u{AD}word", unassigned).unwrap(), "password");
        assert_eq!(saslprep("\u{212B}ngstr\u{F6}m", unassigned).unwrap(), "\u{C5}ngstr\u{F6}m");
    }
    for newer in ["\u{221}", "\u{1F434}", "\u{1E9E}"] {
        assert_eq!(
            saslprep(newer, Unassigned::Reject).unwrap_err().kind(),
            ErrorKind::Unassigned,
            "{newer:?}"
        );
        assert_eq!(saslprep(newer, Unassigned::Allow).unwrap(), newer);
    }
}

/// The check of the input that RFC 8265 and 8266 ask for refuses what only mapping makes acceptable.
#[test]
fn strict_refuses_more() {
    let mapped = Profile::UsernameCaseMapped;
    assert_eq!(mapped.enforce("\u{212A}").unwrap(), "k");
    assert_eq!(mapped.enforce_strict("\u{212A}").unwrap_err().kind(), ErrorKind::Disallowed);
    assert_eq!(mapped.enforce_strict("\u{FF21}").unwrap(), "a");
}
