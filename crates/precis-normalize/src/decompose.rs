//! Full decomposition of one code point, canonical or compatibility.

use crate::class::Info;
use crate::hangul;
use crate::tables::class::{CANON, COMPAT};
use crate::tables::decomposition::{LEAF, MIDDLE, POOL, TOP};
use crate::trie;

/// Calls `put` with the code points of the decomposition of `c`, in the order of the table.
pub(crate) fn decompose(c: char, info: Info, compat: bool, put: &mut dyn FnMut(char, Info)) {
    if info.has(CANON) {
        if let Some((lead, vowel, trail)) = hangul::decompose(c) {
            put(lead, Info::of(lead));
            put(vowel, Info::of(vowel));
            if let Some(trail) = trail {
                put(trail, Info::of(trail));
            }
            return;
        }
        for part in parts(c) {
            let info = Info::of(part);
            if compat && info.has(COMPAT) {
                parts(part).for_each(|part| put(part, Info::of(part)));
            } else {
                put(part, info);
            }
        }
    } else if compat && info.has(COMPAT) {
        parts(c).for_each(|part| put(part, Info::of(part)));
    } else {
        put(c, info);
    }
}

/// Returns the table's entry for `c`: the canonical decomposition if there is one, otherwise the compatibility
/// decomposition.
fn parts(c: char) -> impl Iterator<Item = char> {
    char::decode_utf16(units(c).unwrap_or_default().iter().copied())
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn units(c: char) -> Option<&'static [u16]> {
    let value = trie::get(&TOP, &MIDDLE, &LEAF, c).filter(|&value| value != 0)?;
    let text = POOL.get(usize::from(value >> 2)..)?;
    match usize::from(value & 3) {
        0 => {
            let (&length, text) = text.split_first()?;
            text.get(..usize::from(length))
        }
        length => text.get(..length),
    }
}
