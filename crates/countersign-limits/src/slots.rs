//! Connections before login.
use super::{
    figures::Connections,
    networks::{Counts, Networks},
    slot::Slot,
};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// The slots and their number. Memory is bounded by the number of slots.
pub(super) struct ConnectionSlots {
    most: Connections,
    open: HashMap<u64, (Networks, Arc<Slot>)>,
    from: Counts,
    count: u64,
    /// Evicted connections that have not ended yet.
    leaving: u32,
}

/// One of the slots.
pub(super) struct Taken {
    pub(super) number: u64,
    pub(super) slot: Arc<Slot>,
}

impl ConnectionSlots {
    pub(super) fn new(most: Connections) -> Self {
        Self { most, open: HashMap::new(), from: Counts::default(), count: 0, leaving: 0 }
    }

    /// Takes a slot, if the limits allow one more from these networks. If all are taken, another connection is evicted.
    pub(super) fn take(&mut self, from: Networks, now: Duration) -> Option<Taken> {
        if !from.has_room(&self.from, self.most.address) || self.leaving >= self.most.total {
            return None;
        }
        if u32::try_from(self.open.len()).is_ok_and(|open| open >= self.most.total) {
            self.make_room()?;
        }
        self.count = self.count.saturating_add(1);
        let taken = Taken { number: self.count, slot: Arc::new(Slot::new(now)) };
        self.open.insert(taken.number, (from, Arc::clone(&taken.slot)));
        from.add_to(&mut self.from);
        Some(taken)
    }

    /// Releases a slot: the connection has logged in or ended.
    pub(super) fn leave(&mut self, number: u64) {
        match self.open.remove(&number) {
            Some((from, _)) => from.take_from(&mut self.from),
            None => self.leaving = self.leaving.saturating_sub(1),
        }
    }

    /// Evicts the connection of the fullest network that was idle longest; one with a login in progress only if all of that
    /// network have one.
    fn make_room(&mut self) -> Option<()> {
        let Self { open, from, .. } = self;
        let rank = |(number, (networks, slot)): (&u64, &(Networks, Arc<Slot>))| {
            let (is_busy, last_activity) = slot.rank();
            (std::cmp::Reverse(networks.fullness(from)), is_busy, last_activity, *number)
        };
        let (.., number) = open.iter().map(rank).min()?;
        let (networks, slot) = open.remove(&number)?;
        networks.take_from(from);
        self.leaving = self.leaving.saturating_add(1);
        slot.give_up();
        Some(())
    }
}
