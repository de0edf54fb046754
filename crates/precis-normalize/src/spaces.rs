//! Spaces of nicknames: none at the ends, single ones inside (RFC 8266 section 2.1).

use crate::class::Info;
use crate::tables::class::BLANK;

/// Whether the spaces U+0020 stand as a nickname may have them.
pub(crate) fn tidy(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        let space = byte == b' ';
        if space && after_space {
            return false;
        }
        after_space = space;
    }
    !after_space
}

/// The text without the spaces of any kind at its ends, and how many bytes were cut at its beginning.
pub(crate) fn trim(text: &str) -> (usize, &str) {
    let blank = |c: char| Info::of(c).has(BLANK);
    let rest = text.trim_start_matches(blank);
    (text.len().saturating_sub(rest.len()), rest.trim_end_matches(blank))
}

/// Drops spaces at the beginning and the end of a stream, and all but one of several.
#[derive(Default)]
pub(crate) struct Squeeze {
    begun: bool,
    held: Option<usize>,
}

impl Squeeze {
    /// Takes the next code point and the place it comes from. `Hold` swallows it.
    pub(crate) fn take(&mut self, c: char, at: usize) -> Squeezed {
        if c == ' ' {
            if self.begun {
                self.held.get_or_insert(at);
            }
            return Squeezed::Hold;
        }
        self.begun = true;
        self.held.take().map_or(Squeezed::Pass, Squeezed::SpaceFirst)
    }
}

/// What to do with a code point.
pub(crate) enum Squeezed {
    /// Nothing; it was a space.
    Hold,
    /// Pass it on.
    Pass,
    /// Pass on a space that comes from this place, then the code point.
    SpaceFirst(usize),
}
