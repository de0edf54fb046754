//! Code points that need no expansion.

use crate::class::Info;

/// What one code point of the input becomes, if that is simple.
pub(crate) enum Simple {
    /// A starter that stays whole as long as no mark follows.
    /// The last word is whether it may have to be taken apart if one does.
    Starter(char, Info, bool),
    /// A mark.
    Mark(char, Info),
    /// Something else, to be expanded.
    No,
}
