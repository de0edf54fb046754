//! Failure counters. Time is an argument.
use super::{
    counter::Counter,
    figures::{Figures, Rate},
    networks::{FACTORS, Networks},
    table::Table,
    window::Window,
};
use countersign::account::AccountName;
use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
};

/// A canonical name, existing or not, kept as a keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name(u64);

/// An account, or the stand-in of a name without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Account(u64);

/// Why a login is throttled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Throttled {
    /// Too many failures from the address, or from one of its networks.
    Address,
    /// Too many failures for the name.
    Name,
    /// The address, or one of its networks, has too many unanswered challenges.
    Challenges,
    /// Too many sessions of the account, or from the address.
    Sessions,
}

/// The failure counters.
pub(super) struct FailureCounters {
    hash: RandomState,
    rates: [Rate; 3],
    challenge_rates: [Rate; 3],
    name_rate: Rate,
    networks: [Table; 3],
    challenges: [Table; 3],
    names: Table,
    accounts: Table,
    /// By name and address: a success clears these.
    pairs: Table,
    /// By account and address: where the account's own password was proved today.
    homes: Table,
}

/// One success makes an address a known one of the account.
const ONCE: Rate = Rate { minute: u32::MAX, day: 1 };

impl FailureCounters {
    pub(super) fn new(figures: &Figures) -> Self {
        let tables = || [Table::new(), Table::new(), Table::new()];
        Self {
            hash: RandomState::new(),
            rates: FACTORS.map(|factor| figures.address.times(factor)),
            challenge_rates: FACTORS.map(|factor| figures.challenges.times(factor)),
            name_rate: figures.name,
            networks: tables(),
            challenges: tables(),
            names: Table::new(),
            accounts: Table::new(),
            pairs: Table::new(),
            homes: Table::new(),
        }
    }

    /// Returns the name that the directory would look up, by a rule that needs no directory.
    pub(super) fn name(&self, asked: &str) -> Name {
        let canonical = AccountName::asked(asked);
        Name(self.hash.hash_one(canonical.as_ref().map_or(asked, AccountName::key)))
    }

    /// Returns the account with this id; a name without an account stands for itself.
    pub(super) fn account(&self, id: Option<&str>, name: Name) -> Account {
        Account(id.map_or_else(|| self.hash.hash_one(name), |id| self.hash.hash_one(("account", id))))
    }

    /// Returns why a login is throttled. Looking does not count.
    pub(super) fn throttles(&self, from: Networks, name: Option<Name>, now: Window) -> Option<Throttled> {
        if self.is_enough(&self.networks, self.rates, from, now) {
            return Some(Throttled::Address);
        }
        let name = name.filter(|name| self.names.get(name.0).is_enough(self.name_rate, now));
        name.map(|_| Throttled::Name)
    }

    /// Returns whether the address has too many unanswered challenges.
    pub(super) fn withholds_challenges(&self, from: Networks, now: Window) -> bool {
        self.is_enough(&self.challenges, self.challenge_rates, from, now)
    }

    /// Returns whether the account has so many failures, under all its names, that a right password is rejected like a wrong
    /// one, except from an address where it was right earlier today.
    pub(super) fn conceals(&self, from: Networks, account: Account, now: Window) -> bool {
        let is_home = self.homes.get(self.home(account, from)).is_enough(ONCE, now);
        self.accounts.get(account.0).is_enough(self.name_rate, now) && !is_home
    }

    /// Counts a failed login, to this name and account if it came to one.
    pub(super) fn fail(&mut self, from: Networks, name: Option<Name>, account: Option<Account>, now: Window) {
        let keys = self.keys(from);
        count(&mut self.networks, keys, now);
        if let Some(name) = name {
            let pair = self.pair(name, from);
            self.names.count(name.0, now);
            self.pairs.count(pair, now);
        }
        if let Some(account) = account {
            self.accounts.count(account.0, now);
        }
    }

    /// Counts an unanswered challenge.
    pub(super) fn leave_unanswered(&mut self, from: Networks, now: Window) {
        let keys = self.keys(from);
        count(&mut self.challenges, keys, now);
    }

    /// The owner logged in to this name: clears the failures from this address, and no others.
    pub(super) fn succeed(&mut self, from: Networks, name: Name, account: Option<Account>, now: Window) {
        let pair = self.pair(name, from);
        let theirs = self.pairs.get(pair);
        let keys = self.keys(from);
        for (table, key) in self.networks.iter_mut().zip(keys) {
            table.forgive(key, theirs, now);
        }
        self.names.forgive(name.0, theirs, now);
        self.pairs.forgive(pair, theirs, now);
        if let Some(account) = account {
            self.accounts.forgive(account.0, theirs, now);
            let home = self.home(account, from);
            if self.homes.get(home).at(now) == Counter::default().at(now) {
                self.homes.count(home, now);
            }
        }
    }

    fn is_enough(&self, tables: &[Table; 3], rates: [Rate; 3], from: Networks, now: Window) -> bool {
        let mut rows = tables.iter().zip(rates).zip(from.0);
        rows.any(|((table, rate), network)| table.get(self.key(network)).is_enough(rate, now))
    }

    fn keys(&self, from: Networks) -> [u64; 3] {
        from.0.map(|network| self.key(network))
    }

    fn key(&self, network: IpAddr) -> u64 {
        self.hash.hash_one(network)
    }

    fn pair(&self, name: Name, from: Networks) -> u64 {
        self.hash.hash_one((name, from.smallest()))
    }

    fn home(&self, account: Account, from: Networks) -> u64 {
        self.hash.hash_one((account, from.smallest()))
    }
}

fn count(tables: &mut [Table; 3], keys: [u64; 3], now: Window) {
    for (table, key) in tables.iter_mut().zip(keys) {
        table.count(key, now);
    }
}
