//! Consecutive invalid commands.

/// The number of consecutive invalid commands that ends a connection.
const TOO_MANY: u32 = 20;

/// The count.
#[derive(Default)]
pub(super) struct InvalidCommands(u32);

impl InvalidCommands {
    /// Counts a valid or invalid command.
    pub(super) fn count(&mut self, is_right: bool) {
        self.0 = if is_right { 0 } else { self.0.saturating_add(1) };
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.0 > TOO_MANY
    }
}
