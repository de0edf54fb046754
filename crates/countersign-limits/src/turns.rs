//! Fair turns between networks: between providers, within each between streets, and so on.
use super::networks::Networks;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    net::IpAddr,
};

/// A waiting queue with its own order.
pub(super) trait Order<T> {
    /// Adds an item with its number, which is greater than all before; it comes from the last of these networks.
    fn push(&mut self, path: &[IpAddr], number: u64, what: T);
    fn pop(&mut self) -> Option<T>;
    fn first(&self) -> Option<&T>;
    fn remove(&mut self, path: &[IpAddr], number: u64) -> Option<T>;
    fn is_empty(&self) -> bool;
    /// Returns its number of turns for one of an address: at most the number of its waiting addresses.
    fn weight(&self) -> u64;
}

/// By provider, street and household.
pub(super) type Turns<T> = Ring<Ring<Ring<VecDeque<(u64, T)>>>>;

/// Self-clocked fair queueing: each child has the time of its next turn, and the clock is the time of the last turn.
pub(super) struct Ring<C> {
    clock: u64,
    children: BTreeMap<IpAddr, (u64, C)>,
    order: BTreeSet<(u64, IpAddr)>,
}

/// The time between two turns of an address; every weight divides it.
const STEP: u64 = 2520;
/// A street has at most the turns of three households, a provider those of three streets.
const MAX: usize = 3;

/// Returns the networks, largest first.
pub(super) fn path(from: Networks) -> [IpAddr; 3] {
    let [household, street, provider] = from.0;
    [provider, street, household]
}

impl<C> Default for Ring<C> {
    fn default() -> Self {
        Self { clock: 0, children: BTreeMap::new(), order: BTreeSet::new() }
    }
}

impl<C> Ring<C> {
    /// Returns the time of the next turn of a child whose last one was at this time.
    fn stamp<T>(after: u64, child: &C) -> u64
    where
        C: Order<T>,
    {
        after.saturating_add(STEP.checked_div(child.weight()).unwrap_or(STEP))
    }
}

impl<T, C: Order<T> + Default> Order<T> for Ring<C> {
    fn push(&mut self, path: &[IpAddr], number: u64, what: T) {
        let Some((network, rest)) = path.split_first() else { return };
        if let Some((_, child)) = self.children.get_mut(network) {
            return child.push(rest, number, what);
        }
        let mut child = C::default();
        child.push(rest, number, what);
        let stamp = Self::stamp(self.clock, &child);
        self.order.insert((stamp, *network));
        self.children.insert(*network, (stamp, child));
    }

    fn pop(&mut self) -> Option<T> {
        let (stamp, network) = self.order.pop_first()?;
        self.clock = stamp;
        let (turn, child) = self.children.get_mut(&network)?;
        let what = child.pop();
        if child.is_empty() {
            self.children.remove(&network);
        } else {
            *turn = Self::stamp(stamp, child);
            self.order.insert((*turn, network));
        }
        what
    }

    fn first(&self) -> Option<&T> {
        let (_, network) = self.order.first()?;
        self.children.get(network).and_then(|(_, child)| child.first())
    }

    fn remove(&mut self, path: &[IpAddr], number: u64) -> Option<T> {
        let (network, rest) = path.split_first()?;
        let (stamp, child) = self.children.get_mut(network)?;
        let what = child.remove(rest, number);
        if child.is_empty() {
            self.order.remove(&(*stamp, *network));
            self.children.remove(network);
        }
        what
    }

    fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    fn weight(&self) -> u64 {
        let children = self.order.iter().take(MAX);
        children.filter_map(|(_, network)| self.children.get(network)).map(|(_, child)| child.weight()).sum()
    }
}

/// One address: in the order of arrival.
impl<T> Order<T> for VecDeque<(u64, T)> {
    fn push(&mut self, _: &[IpAddr], number: u64, what: T) {
        self.push_back((number, what));
    }

    fn pop(&mut self) -> Option<T> {
        self.pop_front().map(|(_, what)| what)
    }

    fn first(&self) -> Option<&T> {
        self.front().map(|(_, what)| what)
    }

    fn remove(&mut self, _: &[IpAddr], number: u64) -> Option<T> {
        let at = self.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Self::remove(self, at).map(|(_, what)| what)
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn weight(&self) -> u64 {
        1
    }
}
