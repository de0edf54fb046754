//! Unreadable records: each is skipped, and logged once.
use std::{
    collections::HashMap,
    fmt::{self, Display},
    hash::{BuildHasher as _, RandomState},
    sync::{Mutex, PoisonError},
};
use tracing::warn;
use zeroize::Zeroizing;

/// The records already logged, as hashes of their place and content.
#[derive(Default)]
pub(super) struct Unreadable {
    named: Mutex<HashMap<u64, u64>>,
    hash: RandomState,
}

/// Above this number they are logged again.
const MAX: usize = 4_096;

impl Unreadable {
    /// Returns the record; `None` and a log warning, once for each text, if it cannot be read.
    pub(super) fn or_none<T>(
        &self,
        read: Result<T, impl Display>,
        what: &str,
        account: &str,
        text: &str,
    ) -> Option<T> {
        let why = match read {
            Ok(read) => return Some(read),
            Err(why) => why,
        };
        if self.is_new(what, account, text) {
            warn!("{}; record skipped", describe(what, account, &why));
        }
        None
    }

    /// Logs a record.
    pub(super) fn log(&self, found: &Finding) {
        self.or_none::<()>(Err(&found.why), &found.what, &found.account, &found.text);
    }

    fn is_new(&self, what: &str, account: &str, text: &str) -> bool {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        if named.len() >= MAX {
            named.clear();
        }
        let (place, content) = (self.hash.hash_one((what, account)), self.hash.hash_one(text));
        named.insert(place, content) != Some(content)
    }
}

/// A record that cannot be read.
pub(super) struct Finding {
    pub(super) what: String,
    /// The name of its account.
    pub(super) account: String,
    pub(super) why: String,
    /// Its content.
    pub(super) text: Zeroizing<String>,
}

impl Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&describe(&self.what, &self.account, &self.why))
    }
}

/// Escapes names, which may have come from another system.
pub(super) fn describe(what: &str, account: &str, why: impl Display) -> String {
    format!("account {account:?}: {what} cannot be read: {why}")
}

/// The description of an account's own records.
pub(super) const PASSWORD: &str = "the records of its password";

#[cfg(test)]
mod tests {
    use super::Unreadable;

    #[test]
    fn a168_a_record_is_named_once_until_it_changes() {
        let unreadable = Unreadable::default();
        assert!(unreadable.is_new("password", "alice", "garbage"));
        assert!(!unreadable.is_new("password", "alice", "garbage"));
        assert!(unreadable.is_new("password", "bob", "garbage"));
        assert!(unreadable.is_new("password", "alice", "other garbage"));
        assert!(!unreadable.is_new("password", "alice", "other garbage"));
        for at in 0..10_000 {
            assert!(unreadable.is_new("password", &at.to_string(), ""));
        }
        assert!(unreadable.named.lock().unwrap().len() <= super::MAX);
    }
}
