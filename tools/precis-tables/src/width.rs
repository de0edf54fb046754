//! Wide and narrow forms and their one-step decomposition.

use crate::{decomposition, scalars, write};
use icu_properties::CodePointMapData;
use icu_properties::props::EastAsianWidth;

/// Returns whether the decomposition mapping is of type wide or narrow.
///
/// The available data does not contain the type of a mapping, but all these forms are in one block, except U+3000.
pub(crate) fn is_form(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    (c == '\u{3000}' || ('\u{FF00}'..='\u{FFEF}').contains(&c))
        && (width == EastAsianWidth::Fullwidth || width == EastAsianWidth::Halfwidth)
        && decomposition::nfkd(c) != c.to_string()
}

/// Returns the one-step decomposition mapping, with exceptions where the full decomposition has more steps.
fn target(c: char) -> char {
    match c {
        // MACRON itself has a decomposition.
        '\u{FFE3}' => '\u{AF}',
        // The halfwidth jamo map to compatibility jamo, in the same order without the ones of old Hangul.
        '\u{FFA0}' => '\u{3164}',
        '\u{FFA1}'..='\u{FFBE}' => step(c, '\u{FFA1}', '\u{3131}'),
        '\u{FFC2}'..='\u{FFC7}' => step(c, '\u{FFC2}', '\u{314F}'),
        '\u{FFCA}'..='\u{FFCF}' => step(c, '\u{FFCA}', '\u{3155}'),
        '\u{FFD2}'..='\u{FFD7}' => step(c, '\u{FFD2}', '\u{315B}'),
        '\u{FFDA}'..='\u{FFDC}' => step(c, '\u{FFDA}', '\u{3161}'),
        _ => {
            let full = decomposition::nfkd(c);
            let mut chars = full.chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) => one,
                _ => panic!("{c:?} decomposes to several code points"),
            }
        }
    }
}

fn step(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).expect("a scalar value")
}

pub(crate) fn render() -> String {
    let forms: Vec<char> = scalars().filter(|&c| is_form(c)).collect();
    assert_eq!(forms.len(), 226, "wide and narrow mappings in UnicodeData");
    for &c in &forms {
        let full = decomposition::nfkd(c);
        assert_eq!(decomposition::nfkd(target(c)), full, "{c:?}");
    }
    let values: Vec<u16> = ('\u{FF00}'..='\u{FFEF}')
        .map(|c| if is_form(c) { u32::from(target(c)) as u16 } else { u32::from(c) as u16 })
        .collect();
    let mut out = write::head("What the wide and narrow forms map to.");
    write::array(&mut out, "For each code point from U+FF00 to U+FFEF.", "FORMS", "u16", &values);
    out
}
