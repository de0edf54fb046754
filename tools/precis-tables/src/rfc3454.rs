//! The tables of RFC 3454 that SASLprep (RFC 4013) uses, based on Unicode 3.2.
//!
//! A.1, B.1 and C.* come from `stringprep`. D.1 and D.2 follow from the bidirectional class, which is
//! taken from Unicode 18.0 except for the code points whose class changed after 3.2.

use crate::trie::Trie;
use crate::{composition, decomposition, scalars, write};
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass as Bc;
use stringprep::tables;

const FLAGS: [(&str, u32, &str); 8] = [
    ("UNASSIGNED", 0, "A.1: unassigned in Unicode 3.2."),
    ("NOTHING", 1, "B.1 without C.1.2: mapped to nothing."),
    ("SPACE", 2, "C.1.2: mapped to U+0020."),
    ("PROHIBITED", 3, "C.2.1, C.2.2 and C.3 to C.9."),
    ("RAND_AL", 4, "D.1: bidirectional class R or AL."),
    ("L_CAT", 5, "D.2: bidirectional class L."),
    ("SLOW", 6, "Not certain to stay as it is in NFKC."),
    ("MARK", 7, "Canonical combining class other than 0."),
];

/// The code points whose NFKC was changed by Corrigendum 4, with their mapping in Unicode 3.2.
const CORRIGENDUM: [(char, char); 5] = [
    ('\u{2F868}', '\u{2136A}'),
    ('\u{2F874}', '\u{5F33}'),
    ('\u{2F91F}', '\u{43AB}'),
    ('\u{2F95F}', '\u{7AAE}'),
    ('\u{2F9BF}', '\u{4D57}'),
];

/// Returns D.1 and D.2 for a code point that is assigned in Unicode 3.2.
fn bidi(c: char) -> (bool, bool) {
    match u32::from(c) {
        // The end of ayah was AL, and AN from 4.1 on.
        0x6DD => (true, false),
        // The Syriac abbreviation mark was BN, and AL from 4.0 on.
        0x70F => (false, false),
        // Marks that were NSM and are L now.
        0xCBF | 0xCC6 | 0x1734 | 0x302E | 0x302F => (false, false),
        // Marks that were L and are NSM now.
        0x17B4 | 0x17B5 | 0x1885 | 0x1886 => (false, true),
        // Symbols that were ON and are L now: turned F and the Braille patterns.
        0x2132 | 0x2800..=0x28FF => (false, false),
        // Mathematical nabla and partial differential, L then and ON now.
        0x1D6C1 | 0x1D6DB | 0x1D6FB | 0x1D715 | 0x1D735 | 0x1D74F | 0x1D76F | 0x1D789 | 0x1D7A9 | 0x1D7C3 => {
            (false, true)
        }
        _ => match CodePointMapData::<Bc>::new().get(c) {
            Bc::RightToLeft | Bc::ArabicLetter => (true, false),
            Bc::LeftToRight => (false, true),
            _ => (false, false),
        },
    }
}

fn prohibited(c: char) -> bool {
    tables::ascii_control_character(c)
        || tables::non_ascii_control_character(c)
        || tables::private_use(c)
        || tables::non_character_code_point(c)
        || tables::inappropriate_for_plain_text(c)
        || tables::inappropriate_for_canonical_representation(c)
        || tables::change_display_properties_or_deprecated(c)
        || tables::tagging_character(c)
}

fn bits(c: char, seconds: &std::collections::BTreeSet<char>) -> u16 {
    if tables::unassigned_code_point(c) {
        // Inert: no decomposition, combining class 0, no bidirectional class. Noncharacters stay prohibited.
        return 1 | u16::from(prohibited(c)) << 3;
    }
    let own = c.to_string();
    let space = tables::non_ascii_space_character(c);
    let (rand_al, l_cat) = bidi(c);
    let nfkd = decomposition::nfkd(c);
    let second = nfkd.chars().next().is_some_and(|c| seconds.contains(&c));
    let answers = [
        false,
        tables::commonly_mapped_to_nothing(c) && !space,
        space,
        prohibited(c),
        rand_al,
        l_cat,
        composition::nfc(&nfkd) != own || second,
        CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0,
    ];
    answers.iter().enumerate().map(|(bit, &yes)| u16::from(yes) << bit).sum()
}

pub(crate) fn render() -> String {
    let seconds = composition::seconds();
    let mut values = vec![0u16; 0x11_0000];
    for c in scalars() {
        values[c as usize] = bits(c, &seconds);
    }
    let trie = Trie::new(&values);
    let leaf: Vec<u8> = trie.leaf.iter().map(|&v| v as u8).collect();
    let mut out = write::head("The tables of RFC 3454 that SASLprep uses, Unicode 3.2.");
    for (name, bit, about) in FLAGS {
        write::constant(&mut out, about, name, "u8", &format!("1 << {bit}"));
    }
    write::array(&mut out, "First stage.", "TOP", "u8", &trie.top);
    write::array(&mut out, "Middle stage.", "MIDDLE", "u16", &trie.middle);
    write::array(&mut out, "Last stage: the flags.", "LEAF", "u8", &leaf);
    let tuples: Vec<String> = CORRIGENDUM
        .iter()
        .map(|(c, to)| format!("('\\u{{{:x}}}', '\\u{{{:x}}}')", *c as u32, *to as u32))
        .collect();
    let about = "Code points that Corrigendum 4 changed after Unicode 3.2, with their old mapping.";
    write::array(&mut out, about, "CORRIGENDUM", "(char, char)", &tuples);
    out
}
