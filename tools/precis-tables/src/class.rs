//! The class trie: all properties that rules need, in one lookup.
//!
//! All code points with the same values of all properties form a class. The trie returns the number of the class,
//! and a table its 64 bits: flags, the canonical combining class, and the distance to the lower-case letter.

use crate::property::{Derived, derived};
use crate::trie::{LEAF_BITS, MIDDLE_BITS, Trie};
use crate::{composition, decomposition, scalars, width, write};
use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass as Bc, GeneralCategory as Gc, JoiningType as Jt, Script};
use std::collections::{BTreeSet, HashMap};

/// The names, bits and meanings of the flags, which become constants in the library.
const FLAGS: [(&str, u32, &str); 19] = [
    ("ID_BAD", 3, "Not in the IdentifierClass, in no context."),
    ("FREE_BAD", 4, "Not in the FreeformClass, in no context."),
    ("CONTEXT", 5, "Only in some contexts (CONTEXTJ, CONTEXTO)."),
    ("SPACE", 6, "A space separator other than U+0020."),
    ("WIDTH", 7, "A wide or narrow form."),
    ("LOWER", 8, "Has a lower-case mapping."),
    ("RTL", 9, "Bidirectional class R, AL or AN."),
    ("GREEK", 16, "Script Greek."),
    ("HEBREW", 17, "Script Hebrew."),
    ("KANA_HAN", 18, "Script Hiragana, Katakana or Han."),
    ("CANON", 19, "Has a canonical decomposition."),
    ("INERT", 20, "In no class: marks a code point that takes no part in normalization."),
    ("NFC_SLOW", 21, "Not certain to stay as it is in NFC."),
    ("NFKC_SLOW", 22, "Not certain to stay as it is in NFKC."),
    ("SECOND", 23, "May compose with the code point before it."),
    ("NONCHAR", 24, "A noncharacter."),
    ("COMPAT", 25, "Has a compatibility decomposition and no canonical one."),
    ("BLANK", 26, "Any space separator, U+0020 too."),
    ("MARK", 27, "Canonical combining class other than 0."),
];

/// Groups of the Bidi rule, RFC 5893 section 2.
const BIDI: [(&str, u32, &str); 7] = [
    ("BIDI_L", 0, "Class L."),
    ("BIDI_R", 1, "Class R or AL."),
    ("BIDI_AN", 2, "Class AN."),
    ("BIDI_EN", 3, "Class EN."),
    ("BIDI_NEUTRAL", 4, "Class ES, CS, ET, ON or BN."),
    ("BIDI_NSM", 5, "Class NSM."),
    ("BIDI_OTHER", 6, "A class that no right-to-left label may hold."),
];

/// Joining types.
const JOINING: [(&str, u32, &str); 6] = [
    ("JOIN_U", 0, "Non-joining."),
    ("JOIN_L", 1, "Left-joining."),
    ("JOIN_R", 2, "Right-joining."),
    ("JOIN_D", 3, "Dual-joining."),
    ("JOIN_T", 4, "Transparent."),
    ("JOIN_C", 5, "Join-causing."),
];

/// Values that no rule refers to by name.
const UNASKED: [&str; 3] = ["BIDI_NEUTRAL", "JOIN_U", "JOIN_C"];

const BIDI_SHIFT: u32 = 10;
const JOIN_SHIFT: u32 = 13;
const CCC_SHIFT: u32 = 32;
const LOWER_SHIFT: u32 = 40;

/// The only code point whose lower-case mapping has more than one code point.
const DOTTED_I: char = '\u{130}';

fn flag(name: &str) -> u64 {
    let (_, bit, _) = FLAGS.iter().find(|f| f.0 == name).expect("a flag of that name");
    1 << bit
}

fn value(table: &[(&str, u32, &str)], name: &str) -> u64 {
    table.iter().find(|f| f.0 == name).map(|f| u64::from(f.1)).expect("a value of that name")
}

/// Distances of fewer code points than this are stored in a separate list, to save classes.
const COMMON: usize = 3;

/// Returns the distance from a code point to its lower-case letter.
fn lower_distance(c: char) -> i32 {
    let text = c.to_string();
    let mapper = CaseMapper::new();
    let lower = mapper.lowercase_to_string(&text, &LanguageIdentifier::UNKNOWN);
    let mut chars = lower.chars();
    match (chars.next(), chars.next()) {
        (Some(one), None) => u32::from(one) as i32 - u32::from(c) as i32,
        _ => {
            assert_eq!((c, &*lower), (DOTTED_I, "i\u{307}"), "the only mapping to several code points");
            0
        }
    }
}

fn bits(c: char, seconds: &BTreeSet<char>, rare: &[(u32, u32)]) -> u64 {
    let own = c.to_string();
    let derived = derived(c);
    let nfd = decomposition::nfd(c);
    let nfkd = decomposition::nfkd(c);
    let second = |text: &str| text.chars().next().is_some_and(|c| seconds.contains(&c));
    let category = CodePointMapData::<Gc>::new().get(c);
    let script = CodePointMapData::<Script>::new().get(c);
    let ccc = CanonicalCombiningClassMapBorrowed::new().get_u8(c);
    let lower = lower_distance(c) != 0 || c == DOTTED_I;
    let listed = rare.iter().any(|r| r.0 == u32::from(c));
    let distance = if listed { 0 } else { lower_distance(c) };
    let nonchar = category == Gc::Unassigned && derived == Derived::Disallowed;
    let class = CodePointMapData::<Bc>::new().get(c);
    let bidi = match class {
        _ if derived == Derived::Unassigned || nonchar => "BIDI_OTHER",
        Bc::LeftToRight => "BIDI_L",
        Bc::RightToLeft | Bc::ArabicLetter => "BIDI_R",
        Bc::ArabicNumber => "BIDI_AN",
        Bc::EuropeanNumber => "BIDI_EN",
        Bc::EuropeanSeparator
        | Bc::CommonSeparator
        | Bc::EuropeanTerminator
        | Bc::OtherNeutral
        | Bc::BoundaryNeutral => "BIDI_NEUTRAL",
        Bc::NonspacingMark => "BIDI_NSM",
        _ => "BIDI_OTHER",
    };
    let joining = match CodePointMapData::<Jt>::new().get(c) {
        Jt::LeftJoining => "JOIN_L",
        Jt::RightJoining => "JOIN_R",
        Jt::DualJoining => "JOIN_D",
        Jt::Transparent => "JOIN_T",
        Jt::JoinCausing => "JOIN_C",
        _ => "JOIN_U",
    };
    let answers = [
        ("ID_BAD", matches!(derived, Derived::FreeValid | Derived::Disallowed | Derived::Unassigned)),
        ("FREE_BAD", matches!(derived, Derived::Disallowed | Derived::Unassigned)),
        ("CONTEXT", matches!(derived, Derived::ContextJ | Derived::ContextO)),
        ("SPACE", category == Gc::SpaceSeparator && c != ' '),
        ("BLANK", category == Gc::SpaceSeparator),
        ("WIDTH", width::is_form(c)),
        ("LOWER", lower),
        ("RTL", ["BIDI_R", "BIDI_AN"].contains(&bidi)),
        ("GREEK", script == Script::Greek),
        ("HEBREW", script == Script::Hebrew),
        ("KANA_HAN", [Script::Hiragana, Script::Katakana, Script::Han].contains(&script)),
        ("CANON", nfd != own),
        ("COMPAT", nfd == own && nfkd != own),
        ("NFC_SLOW", composition::nfc(&own) != own || second(&nfd)),
        ("NFKC_SLOW", composition::nfc(&nfkd) != own || second(&nfkd)),
        ("SECOND", seconds.contains(&c)),
        ("NONCHAR", nonchar),
        ("MARK", ccc != 0),
    ];
    let mut bits = derived as u64;
    for (name, yes) in answers {
        bits |= if yes { flag(name) } else { 0 };
    }
    bits |= value(&BIDI, bidi) << BIDI_SHIFT | value(&JOINING, joining) << JOIN_SHIFT;
    bits | u64::from(ccc) << CCC_SHIFT | (i64::from(distance) << LOWER_SHIFT) as u64
}

pub(crate) fn render() -> String {
    let seconds = composition::seconds();
    let mut sharing: HashMap<i32, usize> = HashMap::new();
    for c in scalars() {
        *sharing.entry(lower_distance(c)).or_default() += 1;
    }
    let rare: Vec<(u32, u32)> = scalars()
        .map(|c| (c, lower_distance(c)))
        .filter(|(_, distance)| sharing[distance] < COMMON)
        .map(|(c, distance)| (u32::from(c), u32::from(c).wrapping_add_signed(distance)))
        .collect();
    let mut numbers: HashMap<u64, u16> = HashMap::new();
    let mut infos = Vec::new();
    // Surrogates cannot occur; they share the first class.
    let mut values = vec![0u16; 0x11_0000];
    for c in scalars() {
        let bits = bits(c, &seconds, &rare);
        values[c as usize] = *numbers.entry(bits).or_insert_with(|| {
            infos.push(bits);
            u16::try_from(infos.len() - 1).expect("few classes")
        });
    }
    assert!(infos.len() <= 256, "{} classes do not fit in a byte", infos.len());
    let trie = Trie::new(&values);
    let leaf: Vec<u8> = trie.leaf.iter().map(|&v| v as u8).collect();
    let mut out = write::head("The class of every code point, and what is known of each class.");
    for (name, bit, about) in FLAGS {
        write::constant(&mut out, about, name, "u64", &format!("1 << {bit}"));
    }
    for (name, number, about) in BIDI.into_iter().chain(JOINING).filter(|v| !UNASKED.contains(&v.0)) {
        write::constant(&mut out, about, name, "u64", &number.to_string());
    }
    let shifts = [
        ("BIDI_SHIFT", BIDI_SHIFT, "Where the bidirectional group begins, three bits."),
        ("JOIN_SHIFT", JOIN_SHIFT, "Where the joining type begins, three bits."),
        ("CCC_SHIFT", CCC_SHIFT, "Where the canonical combining class begins, eight bits."),
        (
            "LOWER_SHIFT",
            LOWER_SHIFT,
            "Where the distance to the lower-case letter begins, signed, to the end.",
        ),
        ("LEAF_BITS", LEAF_BITS, "Bits of a code point that the last stage resolves."),
        ("MIDDLE_BITS", MIDDLE_BITS, "Bits of a code point that the middle stage resolves."),
    ];
    for (name, number, about) in shifts {
        write::constant(&mut out, about, name, "u32", &number.to_string());
    }
    write::array(&mut out, "First stage.", "TOP", "u8", &trie.top);
    write::array(&mut out, "Middle stage.", "MIDDLE", "u16", &trie.middle);
    write::array(&mut out, "Last stage: the class.", "LEAF", "u8", &leaf);
    let infos: Vec<String> = infos.iter().map(|i| format!("0x{i:x}")).collect();
    write::array(&mut out, "The 64 bits of each class.", "INFO", "u64", &infos);
    let rare: Vec<String> = rare.iter().map(|r| format!("{r:?}")).collect();
    let about = "Lower-case letters at a distance that few share, sorted; U+0130 is in no table.";
    write::array(&mut out, about, "RARE_LOWER", "(u32, u32)", &rare);
    out
}
