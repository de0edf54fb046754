//! Width mapping: wide and narrow forms are decomposed by one step (RFC 8264 section 5.2.1).

use crate::tables::width::FORMS;

const FIRST: u32 = 0xFF00;

/// Maps `c`; other code points stay unchanged.
///
/// This is one step and not compatibility normalization: U+FFA1 becomes U+3131, which user names disallow. It does
/// not become the conjoining U+1100, from which syllables could be composed.
pub(crate) fn map(c: char) -> char {
    if c == '\u{3000}' {
        return ' ';
    }
    let form = u32::from(c).checked_sub(FIRST).and_then(|place| FORMS.get(place as usize));
    form.and_then(|&to| char::from_u32(u32::from(to))).unwrap_or(c)
}
