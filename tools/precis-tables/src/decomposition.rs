//! Full decompositions, canonical and compatibility, as shared runs of UTF-16 units.

use crate::trie::Trie;
use crate::{scalars, write};
use icu_normalizer::DecomposingNormalizerBorrowed;

/// Returns the full canonical decomposition.
pub(crate) fn nfd(c: char) -> String {
    DecomposingNormalizerBorrowed::new_nfd().normalize(c.encode_utf8(&mut [0; 4])).into_owned()
}

/// Returns the full compatibility decomposition.
pub(crate) fn nfkd(c: char) -> String {
    DecomposingNormalizerBorrowed::new_nfkd().normalize(c.encode_utf8(&mut [0; 4])).into_owned()
}

/// Returns whether the code point is a Hangul syllable, which is decomposed by arithmetic.
pub(crate) fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// Returns the table's entry for a code point: the canonical decomposition, otherwise the compatibility
/// decomposition.
fn stored(c: char) -> Option<String> {
    let own = c.to_string();
    if is_hangul(c) {
        return None;
    }
    let canonical = nfd(c);
    if canonical != own {
        return Some(canonical);
    }
    let compatible = nfkd(c);
    (compatible != own).then_some(compatible)
}

pub(crate) fn render() -> String {
    let mut texts: Vec<(char, Vec<u16>)> =
        scalars().filter_map(|c| stored(c).map(|s| (c, s.encode_utf16().collect()))).collect();
    // Long texts first, so that short ones are found inside them.
    texts.sort_by_key(|(c, units)| (usize::MAX - units.len(), *c));
    // Position 0 stays unused, so that the value 0 means that there is none.
    let mut pool: Vec<u16> = vec![0];
    let mut values = vec![0u16; 0x11_0000];
    for (c, units) in &texts {
        let (needle, length) = if units.len() <= 3 {
            (units.clone(), units.len() as u16)
        } else {
            let mut long = vec![units.len() as u16];
            long.extend(units);
            (long, 0)
        };
        let at = pool.windows(needle.len()).position(|w| w == needle).unwrap_or_else(|| {
            // Overlap the end of the pool with the beginning of the text where they agree.
            let shared = (0..needle.len()).rev().find(|&n| pool.ends_with(&needle[..n])).unwrap_or_default();
            let at = pool.len() - shared;
            pool.extend_from_slice(&needle[shared..]);
            at
        });
        assert!(at < 1 << 14, "14 bits for the place, two for the length");
        values[*c as usize] = ((at as u16) << 2) | length;
    }
    let trie = Trie::new(&values);
    let mut out = write::head("Decompositions of all code points but the Hangul syllables.");
    write::array(&mut out, "First stage.", "TOP", "u8", &trie.top);
    write::array(&mut out, "Middle stage.", "MIDDLE", "u16", &trie.middle);
    let about = "Last stage: place in `POOL` times four, plus the length in units, 0 if `POOL` holds it.";
    write::array(&mut out, about, "LEAF", "u16", &trie.leaf);
    write::array(&mut out, "The texts, in UTF-16.", "POOL", "u16", &pool);
    out
}
