//! Who has failed how often. Time is an argument.
use super::{
    figures::{Figures, Rate},
    moment::Moment,
    networks::Networks,
    table::Table,
};
use countersign::account::AccountName;
use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
};

/// A canonical name, existing or not: what is left of it is a keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name(u64);

/// Why somebody is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Enough has failed from the address, or from a network that it is in.
    Address,
    /// Enough has failed for the name.
    Name,
}

/// The counters.
pub(super) struct Book {
    hash: RandomState,
    rates: [Rate; 3],
    name_rate: Rate,
    networks: [Table; 3],
    names: Table,
    /// By name and address: what a success forgives.
    pairs: Table,
}

/// A street and a provider may fail three and nine times as often as a household: 10, 30, 90 a minute.
const FACTORS: [u32; 3] = [1, 3, 9];

impl Book {
    pub(super) fn new(figures: &Figures) -> Self {
        Self {
            hash: RandomState::new(),
            rates: FACTORS.map(|factor| figures.address.times(factor)),
            name_rate: figures.name,
            networks: [Table::new(), Table::new(), Table::new()],
            names: Table::new(),
            pairs: Table::new(),
        }
    }

    /// The name that the directory would look for, by a rule that knows no directory.
    pub(super) fn name(&self, asked: &str) -> Name {
        let canonical = AccountName::asked(asked);
        Name(self.hash.hash_one(canonical.as_ref().map_or(asked, AccountName::key)))
    }

    /// Looking counts nothing.
    pub(super) fn holds(&self, from: Networks, name: Option<Name>, now: Moment) -> Option<Held> {
        let rows = self.networks.iter().zip(self.rates).zip(from.0);
        for ((table, rate), network) in rows {
            if table.get(self.key(network)).is_enough(rate, now) {
                return Some(Held::Address);
            }
        }
        let name = name.filter(|name| self.names.get(name.0).is_enough(self.name_rate, now));
        name.map(|_| Held::Name)
    }

    /// A login has failed, to this name if it came to one.
    pub(super) fn fail(&mut self, from: Networks, name: Option<Name>, now: Moment) {
        let keys = from.0.map(|network| self.key(network));
        for (table, key) in self.networks.iter_mut().zip(keys) {
            table.count(key, now);
        }
        if let Some(name) = name {
            let pair = self.pair(name, from);
            self.names.count(name.0, now);
            self.pairs.count(pair, now);
        }
    }

    /// Its owner has logged in to this name: what they got wrong from this address is forgiven, and nothing else is.
    pub(super) fn succeed(&mut self, from: Networks, name: Name, now: Moment) {
        let pair = self.pair(name, from);
        let theirs = self.pairs.get(pair);
        let keys = from.0.map(|network| self.key(network));
        for (table, key) in self.networks.iter_mut().zip(keys) {
            table.forgive(key, theirs, now);
        }
        self.names.forgive(name.0, theirs, now);
        self.pairs.forgive(pair, theirs, now);
    }

    fn key(&self, network: IpAddr) -> u64 {
        self.hash.hash_one(network)
    }

    fn pair(&self, name: Name, from: Networks) -> u64 {
        self.hash.hash_one((name, from.smallest()))
    }
}
