//! A shared quota of octets.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A total of octets. Cloning copies a reference.
#[derive(Clone, Debug)]
pub struct Quota(Arc<Octets>);

#[derive(Debug)]
struct Octets {
    most: u64,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: u64,
    /// By account, for those with a share.
    by_account: HashMap<Box<str>, u64>,
}

/// A share of octets, until this is dropped.
#[derive(Debug)]
pub struct Share {
    quota: Quota,
    /// The account, and the limit of all its shares together.
    account: Option<(Box<str>, u64)>,
    taken: u64,
}

impl Quota {
    /// Creates a quota of so many octets.
    pub fn new(most: u64) -> Self {
        Self(Arc::new(Octets { most, taken: Mutex::default() }))
    }

    /// Returns an empty share.
    pub fn share(&self) -> Share {
        Share { quota: self.clone(), account: None, taken: 0 }
    }

    /// Returns an empty share of an account, which is limited to a quarter of the total or to `least`, whichever is more, so
    /// that no account excludes others.
    pub fn share_of(&self, account: &str, least: u64) -> Share {
        let most = least.max(self.0.most / 4);
        Share { quota: self.clone(), account: Some((account.into(), most)), taken: 0 }
    }

    /// Returns the octets in use.
    pub fn taken(&self) -> u64 {
        self.with(|taken| taken.all)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Taken) -> T) -> T {
        act(&mut self.0.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Frees octets that [`Share::keep`] has left in use.
    pub fn give_back(&self, octets: u64) {
        self.with(|taken| taken.all = taken.all.saturating_sub(octets));
    }
}

impl Share {
    /// Takes more octets, if available.
    pub fn grow(&mut self, octets: u64) -> bool {
        let most = self.quota.0.most;
        let is_taken = self.quota.with(|taken| {
            let all = taken.all.saturating_add(octets);
            if all > most {
                return false;
            }
            if let Some((account, most)) = &self.account {
                let theirs =
                    taken.by_account.get(account).copied().unwrap_or_default().saturating_add(octets);
                if theirs > *most {
                    return false;
                }
                taken.by_account.insert(account.clone(), theirs);
            }
            taken.all = all;
            true
        });
        if is_taken {
            self.taken = self.taken.saturating_add(octets);
        }
        is_taken
    }

    /// Leaves the octets in use.
    pub fn keep(mut self) {
        self.taken = 0;
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let octets = self.taken;
        self.quota.with(|taken| {
            taken.all = taken.all.saturating_sub(octets);
            let Some((account, _)) = &self.account else { return };
            match taken.by_account.get_mut(account) {
                Some(theirs) if *theirs > octets => *theirs = theirs.saturating_sub(octets),
                _ => drop(taken.by_account.remove(account)),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Quota;

    #[test]
    fn a163_an_account_has_a_quarter_and_gives_it_back() {
        let quota = Quota::new(100);
        let (mut one, mut two) = (quota.share_of("bob", 0), quota.share_of("bob", 0));
        assert!(one.grow(20) && !two.grow(6) && two.grow(5) && !one.grow(1));
        let mut other = quota.share_of("alice", 0);
        assert!(other.grow(25) && !other.grow(1));
        drop(one);
        assert!(two.grow(20) && !two.grow(1));
        assert!(quota.share_of("carol", 40).grow(40), "one message fits, whatever the total");
        drop((two, other));
        assert_eq!(quota.taken(), 0);
        assert!(quota.with(|taken| taken.by_account.is_empty()));
    }
}
