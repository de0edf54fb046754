//! What a server has to read after others have changed the directory.

/// Where a server is in the numbered changes of a directory. Every write to the directory takes the next number and
/// leaves it at what it has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCursor(Option<i64>);

/// What has to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing has changed.
    Nothing,
    /// What has a greater number than this.
    Since(i64),
    /// It may be another directory, or an older one (a backup was restored): whatever is known may be wrong.
    Reset,
}

impl ChangeCursor {
    /// The last change has this number. Read the number before what has changed: what changes in between is then
    /// read twice and not missed.
    pub fn advance(&mut self, last: i64) -> Change {
        match self.0.replace(last) {
            Some(known) if known == last => Change::Nothing,
            Some(known) if known < last => Change::Since(known),
            _ => Change::Reset,
        }
    }

    /// The directory was out of reach, or may be another one.
    pub fn lose(&mut self) {
        self.0 = None;
    }
}
