//! Attempts that are not written yet.
use crate::attempt::Attempt;
use countersign_accounts::{AttemptKind, AttemptedName, Noted, Seen};
use std::{collections::BTreeMap, mem};

/// Attempts by kind.
#[derive(Default)]
pub(super) struct Batch(BTreeMap<AttemptKind, Seen>);

/// While the database cannot be written to, this many kinds are kept; more are counted as lost.
const KINDS: usize = 4_096;

impl Batch {
    /// Adds an attempt at this time; returns false if its kind does not fit.
    pub(super) fn add(&mut self, attempt: &Attempt, now: i64) -> bool {
        let Noted { kind, seen } = noted(attempt, now);
        if let Some(known) = self.0.get_mut(&kind) {
            known.join(seen);
        } else if self.0.len() < KINDS {
            self.0.insert(kind, seen);
        } else {
            return false;
        }
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the rows to write. They are kept until they are written.
    pub(super) fn to_vec(&self) -> Vec<Noted> {
        self.0.iter().map(|(kind, seen)| Noted { kind: kind.clone(), seen: seen.clone() }).collect()
    }

    pub(super) fn clear(&mut self) {
        drop(mem::take(&mut self.0));
    }
}

fn noted(attempt: &Attempt, now: i64) -> Noted {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let is_accepted = attempt.result == "accepted";
    let attempted = attempt.attempted.as_ref();
    let account = attempt.account.as_deref().or(attempted.and_then(AttemptedName::account));
    let key = text(attempt.key.as_deref());
    let kind = AttemptKind {
        day: now.div_euclid(AttemptKind::DAY),
        is_accepted,
        account: text(account),
        name: text(attempted.and_then(AttemptedName::name).or(attempt.account.as_deref())),
        network: AttemptKind::network(attempt.remote),
        protocol: attempt.protocol.into(),
        tls: match attempt.version {
            Some(version) => format!("{} {version}", attempt.tls),
            None => attempt.tls.into(),
        },
        mechanism: text(attempt.mechanism),
        binding: text(attempt.binding),
        result: attempt.result.clone(),
        client_key: if is_accepted { key.clone() } else { String::new() },
    };
    let client = attempt.client.as_ref().map(ToString::to_string).unwrap_or_default();
    let seen = Seen { remote: attempt.remote.to_string(), client, key, first: now, last: now, times: 1 };
    Noted { kind, seen }
}

#[cfg(test)]
mod tests {
    use super::{Batch, KINDS};
    use crate::attempt::Attempt;

    fn attempt(host: u32) -> Attempt {
        let attempt = Attempt::new(1, std::net::Ipv4Addr::from_bits(host).into(), "imap", "implicit", None);
        Attempt { result: "rejected:bad-credentials".into(), version: Some("1.3"), ..attempt }
    }

    #[test]
    fn what_is_the_same_is_counted_and_kinds_are_bounded() {
        let mut batch = Batch::default();
        assert!(batch.add(&attempt(7), 100) && batch.add(&attempt(7), 105) && batch.add(&attempt(8), 105));
        let noted = batch.to_vec();
        assert_eq!(noted.len(), 2);
        assert_eq!((noted[0].seen.first, noted[0].seen.last, noted[0].seen.times), (100, 105, 2));
        assert_eq!((noted[0].kind.network.as_str(), noted[0].kind.tls.as_str()), ("0.0.0.7", "implicit 1.3"));
        for host in 0..10_000 {
            let is_kept = batch.add(&attempt(1_000 + host), 105);
            assert_eq!(is_kept, host as usize + 2 < KINDS);
        }
        assert_eq!(batch.to_vec().len(), KINDS);
        assert!(batch.add(&attempt(7), 106), "its kind is there");
        batch.clear();
        assert!(batch.is_empty());
    }

    #[test]
    fn a_key_that_is_not_accepted_makes_no_row() {
        let mut batch = Batch::default();
        for key in ["one", "other"] {
            assert!(batch.add(&Attempt { key: Some(key.into()), ..attempt(7) }, 100));
        }
        let noted = batch.to_vec();
        assert_eq!((noted.len(), noted[0].seen.key.as_str()), (1, "other"));
        for key in ["one", "other"] {
            let accepted = Attempt { key: Some(key.into()), result: "accepted".into(), ..attempt(7) };
            assert!(batch.add(&accepted, 100));
        }
        assert_eq!(batch.to_vec().len(), 3);
    }
}
