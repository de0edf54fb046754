//! Timeouts of a client.
use std::time::{Duration, Instant};

/// The time limit of a login, as a multiple of the idle timeout.
const SILENCES: u32 = 5;

/// For the next octets, and for everything before login: a client that is never idle could otherwise stay forever.
#[derive(Clone, Copy)]
pub struct Timeouts {
    silence: Duration,
    until: Option<Instant>,
}

impl Timeouts {
    /// Returns the timeouts before login, from now.
    pub fn before_login(silence: Duration) -> Self {
        Self { silence, until: Instant::now().checked_add(silence.saturating_mul(SILENCES)) }
    }

    /// Returns the timeouts after login.
    pub const fn after_login(silence: Duration) -> Self {
        Self { silence, until: None }
    }

    /// Returns the time that is left for the next input.
    pub fn left(self) -> Duration {
        self.left_at(Instant::now())
    }

    fn left_at(self, now: Instant) -> Duration {
        let left = self.until.map(|until| until.saturating_duration_since(now));
        left.map_or(self.silence, |left| left.min(self.silence))
    }
}

#[cfg(test)]
mod tests {
    use super::{Instant, Timeouts};
    use std::time::Duration;

    #[test]
    fn it_ends_before_a_login_and_lasts_after_it() {
        let silence = Duration::from_secs(60);
        let before = Timeouts::before_login(silence);
        let begun = before.until.expect("a time") - 5 * silence;
        let waits = [0, 59, 240, 241, 299, 300, 301]
            .map(|second| before.left_at(begun + Duration::from_secs(second)).as_secs());
        assert_eq!(waits, [60, 60, 60, 59, 1, 0, 0]);
        assert_eq!(Timeouts::after_login(silence).left_at(Instant::now() + 100 * silence), silence);
    }
}
