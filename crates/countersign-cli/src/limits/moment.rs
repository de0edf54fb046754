//! When something happens, as far as the limits are concerned.
use std::time::Duration;

/// The minute and the day since the server began. Everybody's minute ends at the same time, so what one counter holds of
/// another can be taken out of it exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) day: u32,
    pub(super) minute: u32,
}

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * 60;

impl Moment {
    /// So long after the server began.
    pub(super) fn after(since: Duration) -> Self {
        let count = |length| u32::try_from(since.as_secs() / length).unwrap_or(u32::MAX);
        Self { day: count(DAY), minute: count(MINUTE) }
    }
}
