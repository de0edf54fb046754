//! The audit record of an attempt.
use crate::attempt::Attempt;
use countersign_accounts::{AttemptKind, AttemptedName, Noted, Seen};

/// Returns the record of an attempt at this time.
pub(super) fn noted(attempt: &Attempt, now: i64) -> Noted {
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
    use super::noted;
    use crate::attempt::Attempt;
    use countersign_accounts::audit_batch::{AuditBatch, KINDS};

    fn attempt(host: u32) -> Attempt {
        let attempt = Attempt::new(1, std::net::Ipv4Addr::from_bits(host).into(), "imap", "implicit", None);
        Attempt { result: "rejected:bad-credentials".into(), version: Some("1.3"), ..attempt }
    }

    #[test]
    fn what_is_the_same_is_counted_and_kinds_are_bounded() {
        let mut batch = AuditBatch::default();
        assert!(
            batch.add(noted(&attempt(7), 100))
                && batch.add(noted(&attempt(7), 105))
                && batch.add(noted(&attempt(8), 105))
        );
        let rows = batch.rows();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].seen.first, rows[0].seen.last, rows[0].seen.times), (100, 105, 2));
        assert_eq!((rows[0].kind.network.as_str(), rows[0].kind.tls.as_str()), ("0.0.0.7", "implicit 1.3"));
        for host in 0..10_000 {
            let is_kept = batch.add(noted(&attempt(1_000 + host), 105));
            assert_eq!(is_kept, host as usize + 2 < KINDS);
        }
        assert_eq!(batch.rows().len(), KINDS);
        assert!(batch.add(noted(&attempt(7), 106)), "its kind is there");
    }

    #[test]
    fn a_key_that_is_not_accepted_makes_no_row() {
        let mut batch = AuditBatch::default();
        for key in ["one", "other"] {
            assert!(batch.add(noted(&Attempt { key: Some(key.into()), ..attempt(7) }, 100)));
        }
        let rows = batch.rows();
        assert_eq!((rows.len(), rows[0].seen.key.as_str()), (1, "other"));
        for key in ["one", "other"] {
            let accepted = Attempt { key: Some(key.into()), result: "accepted".into(), ..attempt(7) };
            assert!(batch.add(noted(&accepted, 100)));
        }
        assert_eq!(batch.rows().len(), 3);
    }
}
