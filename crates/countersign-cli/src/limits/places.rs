//! Connections that nobody is logged in on.
use super::{figures::Connections, networks::Networks};
use std::{collections::HashMap, net::IpAddr};

/// How many there are. Its memory is bounded by how many there can be.
pub(super) struct Places {
    most: Connections,
    taken: u32,
    by_address: HashMap<IpAddr, u32>,
}

impl Places {
    pub(super) fn new(most: Connections) -> Self {
        Self { most, taken: 0, by_address: HashMap::new() }
    }

    /// One more, if there is room for it.
    pub(super) fn take(&mut self, from: Networks) -> bool {
        let address = from.smallest();
        let here = self.by_address.get(&address).copied().unwrap_or_default();
        let is_room = self.taken < self.most.total && here < self.most.address;
        if is_room {
            self.taken = self.taken.saturating_add(1);
            self.by_address.insert(address, here.saturating_add(1));
        }
        is_room
    }

    /// One of them is logged in, or gone.
    pub(super) fn leave(&mut self, from: Networks) {
        let address = from.smallest();
        self.taken = self.taken.saturating_sub(1);
        match self.by_address.get_mut(&address) {
            Some(here @ 2..) => *here = here.saturating_sub(1),
            _ => drop(self.by_address.remove(&address)),
        }
    }
}
