//! The delay of the reply to a rejected login.
use std::time::Duration;

/// Before the second reply; it doubles each time.
const FIRST: Duration = Duration::from_millis(250);

/// Returns the delay of the reply after this number of rejections. The first is not delayed.
pub(super) fn delay(before: u32, most: Duration) -> Duration {
    let Some(doubled) = before.checked_sub(1) else { return Duration::ZERO };
    let factor = 1_u32.checked_shl(doubled).unwrap_or(u32::MAX);
    FIRST.checked_mul(factor).unwrap_or(most).min(most)
}
