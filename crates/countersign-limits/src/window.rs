//! Time as the limits see it.
use std::time::Duration;

/// The minute and the day since the server started. Minutes are the same for all counters, so that one counter can be
/// subtracted exactly from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) day: u32,
    pub(super) minute: u32,
}

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * 60;

impl Window {
    /// Returns the window at this time after the start.
    pub(super) fn after(since: Duration) -> Self {
        let count = |length| u32::try_from(since.as_secs().div_euclid(length)).unwrap_or(u32::MAX);
        Self { day: count(DAY), minute: count(MINUTE) }
    }
}
