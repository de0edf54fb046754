//! Failures in the present minute and the present day.
use super::{figures::Rate, window::Window};

/// The counts, and the time of the last failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counter {
    last: Window,
    in_minute: u32,
    in_day: u32,
}

impl Counter {
    /// Returns what still counts at this time.
    pub(super) fn at(self, now: Window) -> Self {
        let if_same = |is_same, count| if is_same { count } else { 0 };
        Self {
            last: now,
            in_minute: if_same(self.last.minute == now.minute, self.in_minute),
            in_day: if_same(self.last.day == now.day, self.in_day),
        }
    }

    pub(super) fn one_more(self, now: Window) -> Self {
        let Self { last, in_minute, in_day } = self.at(now);
        Self { last, in_minute: in_minute.saturating_add(1), in_day: in_day.saturating_add(1) }
    }

    /// Subtracts the failures that the other counter contains.
    pub(super) fn without(self, other: Self, now: Window) -> Self {
        let (Self { last, in_minute, in_day }, other) = (self.at(now), other.at(now));
        Self {
            last,
            in_minute: in_minute.saturating_sub(other.in_minute),
            in_day: in_day.saturating_sub(other.in_day),
        }
    }

    pub(super) fn is_enough(self, rate: Rate, now: Window) -> bool {
        let Self { in_minute, in_day, .. } = self.at(now);
        in_minute >= rate.minute || in_day >= rate.day
    }

    /// Returns the order of eviction: the least is evicted first.
    pub(super) fn weight(self, now: Window) -> (u32, u32, Window) {
        let Self { in_minute, in_day, .. } = self.at(now);
        (in_day, in_minute, self.last)
    }
}
