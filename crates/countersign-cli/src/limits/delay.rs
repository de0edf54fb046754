//! How long a connection waits for the reply to a login that is refused.
use std::time::Duration;

/// Before the second one; it doubles each time.
const FIRST: Duration = Duration::from_millis(250);

/// Before the reply to the one which comes after so many. Everybody may be wrong once.
pub(super) fn delay(before: u32, most: Duration) -> Duration {
    let Some(doubled) = before.checked_sub(1) else { return Duration::ZERO };
    let factor = 1_u32.checked_shl(doubled).unwrap_or(u32::MAX);
    FIRST.checked_mul(factor).unwrap_or(most).min(most)
}
