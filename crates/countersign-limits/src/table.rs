//! Counters in bounded memory, resistant to eviction by an attacker.
use super::{counter::Counter, window::Window};

/// Counters by the keyed hash of their key.
///
/// A key belongs to one bucket, and a full bucket evicts its smallest counter. The hash is keyed, so an attacker cannot tell
/// which keys share a bucket. To evict a counter of `n`, all others have to be filled with counters of `n`: [`ENTRIES`]
/// times `n` failures, for `n` that a success clears.
pub(super) struct Table {
    buckets: Vec<Vec<Slot>>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: u64,
    counter: Counter,
}

const BUCKETS: usize = 4096;
const WAYS: usize = 16;
/// The number of counters: 2 MB of them.
#[cfg(test)]
pub(super) const ENTRIES: usize = BUCKETS * WAYS;

impl Table {
    pub(super) fn new() -> Self {
        Self { buckets: vec![Vec::new(); BUCKETS] }
    }

    pub(super) fn get(&self, key: u64) -> Counter {
        let slot = self.buckets.get(bucket(key)).and_then(|slots| slots.iter().find(|slot| slot.key == key));
        slot.map_or_else(Counter::default, |slot| slot.counter)
    }

    /// Counts a failure.
    pub(super) fn count(&mut self, key: u64, now: Window) {
        let Some(slots) = self.buckets.get_mut(bucket(key)) else { return };
        if let Some(slot) = slots.iter_mut().find(|slot| slot.key == key) {
            slot.counter = slot.counter.one_more(now);
            return;
        }
        let new = Slot { key, counter: Counter::default().one_more(now) };
        if slots.len() < WAYS {
            return slots.push(new);
        }
        if let Some(least) = slots.iter_mut().min_by_key(|slot| slot.counter.weight(now)) {
            *least = new;
        }
    }

    /// Subtracts failures that a success has cleared.
    pub(super) fn forgive(&mut self, key: u64, those: Counter, now: Window) {
        let slots = self.buckets.get_mut(bucket(key));
        if let Some(slot) = slots.and_then(|slots| slots.iter_mut().find(|slot| slot.key == key)) {
            slot.counter = slot.counter.without(those, now);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.buckets.iter().map(Vec::len).sum()
    }
}

fn bucket(key: u64) -> usize {
    usize::try_from(key.rem_euclid(BUCKETS as u64)).unwrap_or_default()
}
