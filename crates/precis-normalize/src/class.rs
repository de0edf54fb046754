//! The properties of a code point in one lookup.

use crate::tables::class::{
    BIDI_SHIFT, CCC_SHIFT, FREE_BAD, ID_BAD, INFO, JOIN_SHIFT, LEAF, LOWER_SHIFT, MIDDLE, TOP,
};
use crate::trie;

/// The 64 bits of a class: flags, groups, combining class and distance to the lower-case letter.
#[derive(Clone, Copy)]
pub(crate) struct Info(u64);

impl Info {
    /// A starter that does not compose with a preceding code point.
    #[cfg(feature = "saslprep")]
    pub(crate) const NO_SECOND: Self = Self(0);

    /// A code point that normalization does not affect.
    #[cfg(feature = "saslprep")]
    pub(crate) const INERT: Self = Self(crate::tables::class::INERT);

    #[inline]
    pub(crate) fn of(c: char) -> Self {
        let class = trie::get(&TOP, &MIDDLE, &LEAF, c).unwrap_or(u8::MAX);
        Self(INFO.get(usize::from(class)).copied().unwrap_or(ID_BAD | FREE_BAD))
    }

    /// Returns all bits, for their union over a string. Only the flags of such a union are meaningful.
    #[inline]
    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    /// Returns whether one of these flags is set.
    #[inline]
    pub(crate) fn has(self, flags: u64) -> bool {
        self.0 & flags != 0
    }

    /// Returns the number of the derived property.
    pub(crate) fn derived(self) -> u64 {
        self.0 & 7
    }

    /// Returns the group of the Bidi rule.
    pub(crate) fn bidi(self) -> u64 {
        (self.0 >> BIDI_SHIFT) & 7
    }

    /// Returns the joining type.
    pub(crate) fn joining(self) -> u64 {
        (self.0 >> JOIN_SHIFT) & 7
    }

    /// Returns the canonical combining class.
    #[inline]
    pub(crate) fn ccc(self) -> u8 {
        (self.0 >> CCC_SHIFT) as u8
    }

    /// Returns the distance to the lower-case letter.
    pub(crate) fn lower_distance(self) -> i32 {
        (self.0.cast_signed() >> LOWER_SHIFT) as i32
    }
}
