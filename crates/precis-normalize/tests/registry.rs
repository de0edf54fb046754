//! The IANA registry, which stands at Unicode 6.3: only what was unassigned then may have changed.

use precis_normalize::{DerivedProperty, derived_property};

#[test]
fn only_unassigned_code_points_have_changed() {
    let mut seen = 0;
    let mut newly_assigned = 0;
    for line in include_str!("data/iana-precis-6.3.txt").lines().filter(|line| !line.starts_with('#')) {
        let (range, letter) = line.split_once(' ').unwrap();
        let (first, last) = range.split_once('-').unwrap();
        let number = |hex| u32::from_str_radix(hex, 16).unwrap();
        for c in (number(first)..=number(last)).filter_map(char::from_u32) {
            seen += 1;
            let now = derived_property(c);
            let then = match letter {
                "P" => DerivedProperty::PValid,
                "F" => DerivedProperty::FreePVal,
                "J" => DerivedProperty::ContextJ,
                "O" => DerivedProperty::ContextO,
                "D" => DerivedProperty::Disallowed,
                "U" => DerivedProperty::Unassigned,
                other => panic!("unknown value {other}"),
            };
            if then == DerivedProperty::Unassigned {
                newly_assigned += u32::from(now != then);
            } else {
                assert_eq!(now, then, "{c:?}");
            }
        }
    }
    assert_eq!(seen, 1_112_064);
    assert_eq!(newly_assigned, 58_185 + 4_475 + 26);
}
