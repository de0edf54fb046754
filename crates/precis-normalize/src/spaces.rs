//! Spaces of nicknames: none at the ends, single ones inside (RFC 8266 section 2.1).

use crate::class::Info;
use crate::tables::class::BLANK;

/// Returns whether the spaces U+0020 are as a nickname requires.
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

/// Returns the text without spaces of any kind at its ends, and the number of bytes removed at its start.
pub(crate) fn trim(text: &str) -> (usize, &str) {
    let blank = |c: char| Info::of(c).has(BLANK);
    let rest = text.trim_start_matches(blank);
    (text.len().saturating_sub(rest.len()), rest.trim_end_matches(blank))
}

/// A filter that drops spaces at both ends of a stream and merges consecutive ones.
#[derive(Default)]
pub(crate) struct Squeeze {
    begun: bool,
    held: Option<usize>,
}

impl Squeeze {
    /// Receives the next code point and its position. `Hold` drops it for now.
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

/// The treatment of a code point.
pub(crate) enum Squeezed {
    /// Pass on nothing; it was a space.
    Hold,
    /// Pass on the code point.
    Pass,
    /// Pass on a space from this position, then the code point.
    SpaceFirst(usize),
}
