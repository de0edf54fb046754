//! Connections after login.
use super::{
    figures::Sessions,
    networks::{Counts, Networks},
};
use std::collections::HashMap;

/// Their number by account and by network.
pub(super) struct LoggedIn {
    most: Sessions,
    accounts: HashMap<String, u32>,
    from: Counts,
}

impl LoggedIn {
    pub(super) fn new(most: Sessions) -> Self {
        Self { most, accounts: HashMap::new(), from: Counts::default() }
    }

    /// Counts a session if the limits allow one more. ANONYMOUS has no account.
    pub(super) fn enter(&mut self, account: Option<&str>, from: Networks) -> bool {
        let here = account.and_then(|account| self.accounts.get(account)).copied().unwrap_or_default();
        if here >= self.most.account || !from.has_room(&self.from, self.most.address) {
            return false;
        }
        from.add_to(&mut self.from);
        if let Some(account) = account {
            self.accounts.insert(account.to_owned(), here.saturating_add(1));
        }
        true
    }

    pub(super) fn leave(&mut self, account: Option<&str>, from: Networks) {
        from.take_from(&mut self.from);
        let Some(account) = account else { return };
        match self.accounts.get_mut(account) {
            Some(here @ 2..) => *here = here.saturating_sub(1),
            _ => drop(self.accounts.remove(account)),
        }
    }
}
