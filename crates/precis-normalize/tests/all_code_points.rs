//! Every Unicode scalar value against the independent computation.
#![cfg(feature = "saslprep")]

mod agree;
mod reference;

use precis_normalize::{DerivedProperty, derived_property};

#[test]
fn derived_properties_agree() {
    for c in '\0'..=char::MAX {
        let expected = match reference::derived(c) {
            reference::Derived::PValid => DerivedProperty::PValid,
            reference::Derived::FreePVal => DerivedProperty::FreePVal,
            reference::Derived::ContextJ => DerivedProperty::ContextJ,
            reference::Derived::ContextO => DerivedProperty::ContextO,
            reference::Derived::Disallowed => DerivedProperty::Disallowed,
            reference::Derived::Unassigned => DerivedProperty::Unassigned,
        };
        assert_eq!(derived_property(c), expected, "{c:?}");
    }
}

#[test]
fn single_code_points_agree() {
    let count = ('\0'..=char::MAX).inspect(|c| agree::check(c.encode_utf8(&mut [0; 4]))).count();
    assert_eq!(count, 1_112_064);
}

/// Most code points have to do with their neighbours only in special surroundings.
#[test]
fn code_points_among_others_agree() {
    let surroundings =
        [("a", "a"), ("\u{5D0}", "\u{5D0}"), ("\u{62C}", "\u{200C}\u{62C}"), ("\u{3A9}", "\u{327}\u{301}")];
    for c in ('\0'..=char::MAX).filter(|&c| derived_property(c) != DerivedProperty::Unassigned) {
        // Ideographs and syllables by the ten thousand behave alike; every 16th is enough.
        let many = matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{E000}'..='\u{F8FF}' | '\u{17000}'..='\u{18CFF}' | '\u{20000}'..='\u{10FFFF}');
        if !many || (c as u32).is_multiple_of(16) {
            for (before, after) in surroundings {
                agree::check(&format!("{before}{c}{after}"));
            }
        }
    }
}
