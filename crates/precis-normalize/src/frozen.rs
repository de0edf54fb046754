//! Unicode 3.2, on which SASLprep is based: the tables of RFC 3454 and their mappings.

use crate::class::Info;
use crate::decompose::decompose;
use crate::simple::Simple;
use crate::tables::class::{self, CANON, COMPAT};
use crate::tables::rfc3454::{
    CORRIGENDUM, LEAF, MARK, MIDDLE, NOTHING, PROHIBITED, SLOW, SPACE, TOP, UNASSIGNED,
};
use crate::trie;

/// Returns the flags of `c` in the tables of RFC 3454.
#[inline]
pub(crate) fn flags(c: char) -> u8 {
    trie::get(&TOP, &MIDDLE, &LEAF, c).unwrap_or(UNASSIGNED | PROHIBITED)
}

/// Calls `put` with the pieces of `c`.
///
/// C.1.2 precedes B.1: U+200B is in both and becomes a space. Code points unassigned in Unicode 3.2 are not
/// normalized. Later versions changed the decomposition of five code points, for which the old one is used.
pub(crate) fn expand(c: char, put: &mut dyn FnMut(char, Info)) {
    let flags = flags(c);
    if flags & UNASSIGNED != 0 {
        put(c, Info::INERT);
    } else if flags & SPACE != 0 {
        put(' ', Info::of(' '));
    } else if flags & NOTHING == 0 {
        let old = CORRIGENDUM.iter().find(|pair| pair.0 == c).map_or(c, |pair| pair.1);
        decompose(old, Info::of(old), true, put);
    }
}

/// Returns whether `c` becomes one code point.
#[inline]
pub(crate) fn simple(c: char) -> Simple {
    let flags = flags(c);
    if flags & (UNASSIGNED | SPACE | NOTHING | SLOW | MARK) == 0 {
        // A decomposition is looked up only when a mark follows.
        return Simple::Starter(c, Info::NO_SECOND, true);
    }
    let info = Info::of(c);
    let stays = flags & (UNASSIGNED | SPACE | NOTHING) == 0 && info.has(class::MARK);
    if stays && !info.has(CANON | COMPAT) { Simple::Mark(c, info) } else { Simple::No }
}
