//! Code points that need no expansion.

use crate::class::Info;

/// The result for one code point of the input in the simple cases.
pub(crate) enum Simple {
    /// A starter that is not decomposed unless a mark follows. The last field is whether it can need decomposition
    /// in that case.
    Starter(char, Info, bool),
    /// A mark.
    Mark(char, Info),
    /// Any other code point, which needs expansion.
    No,
}
