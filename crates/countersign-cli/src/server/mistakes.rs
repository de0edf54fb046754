//! Commands in a row that were none.

/// A client that gets so many wrong in a row is none.
const TOO_MANY: u32 = 20;

/// How many there have been.
#[derive(Default)]
pub(super) struct Mistakes(u32);

impl Mistakes {
    /// A command was right, or it was not.
    pub(super) fn count(&mut self, is_right: bool) {
        self.0 = if is_right { 0 } else { self.0.saturating_add(1) };
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.0 > TOO_MANY
    }
}
