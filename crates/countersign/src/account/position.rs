//! Tracking of changes that other servers make to the directory.

/// The position of a server in the numbered changes of a directory. Every write takes the next number and stores
/// it with the changed rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCursor(Option<i64>);

/// The changes that a server has to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing has changed.
    Nothing,
    /// Rows with a greater number than this have changed.
    Since(i64),
    /// The directory can be another one or an older one (restored from a backup): discard all cached data.
    Reset,
}

impl ChangeCursor {
    /// Advances to the number of the last change. Read that number before the changed rows: a change in between is
    /// then read twice and not missed.
    pub fn advance(&mut self, last: i64) -> Change {
        match self.0.replace(last) {
            Some(known) if known == last => Change::Nothing,
            Some(known) if known < last => Change::Since(known),
            _ => Change::Reset,
        }
    }

    /// Resets the position because the directory was unreachable or can be another one.
    pub fn lose(&mut self) {
        self.0 = None;
    }
}
