//! Aggregation of equal attempts, and the bounds of the rows.
use super::{AttemptKind, Filter, Noted, Seen, limits::Limits};
use crate::{database::postgres_tests::place, database::store::Store};
use tempfile::TempDir;

const LIMITS: Limits = Limits { of_account: 3, of_unknown: 2, of_day: 6, days: 10, in_all: 100 };
const DAY: i64 = 20_000;

async fn store() -> (TempDir, Store) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::make(place(&home).await).await.unwrap();
    (home, store)
}

fn noted(day: i64, account: &str, network: &str, result: &str) -> Noted {
    let kind = AttemptKind {
        day,
        is_accepted: result == "accepted",
        account: account.into(),
        name: account.into(),
        network: network.into(),
        protocol: "imap".into(),
        tls: "implicit".into(),
        mechanism: "PLAIN".into(),
        result: result.into(),
        ..AttemptKind::default()
    };
    let last = day * AttemptKind::DAY;
    let (remote, client, key) = (network.into(), "mutt".into(), String::new());
    Noted { kind, seen: Seen { remote, client, key, first: last, last, times: 1 } }
}

fn all() -> Filter {
    let empty = String::new;
    Filter { account: empty(), network: empty(), mechanism: empty(), result: empty(), since: 0, limit: 1_000 }
}

/// Returns each row's account, network and count, in order.
async fn rows(store: &Store, filter: &Filter) -> Vec<(String, String, i64)> {
    let rows = store.attempts(filter).await.unwrap().rows.into_iter();
    let mut rows: Vec<_> = rows.map(|row| (row.kind.account, row.kind.network, row.seen.times)).collect();
    rows.sort();
    rows
}

fn row(account: &str, network: &str, times: i64) -> (String, String, i64) {
    (account.into(), network.into(), times)
}

#[tokio::test]
async fn what_is_the_same_is_one_row_with_its_first_and_its_last() {
    let (_home, store) = store().await;
    let bad = noted(DAY, "alice", "192.0.2.1", "rejected:bad-credentials");
    let mut later = bad.clone();
    later.seen = Seen { last: bad.seen.last + 7, times: 3, client: "thunderbird".into(), ..bad.seen.clone() };
    let right = noted(DAY, "alice", "192.0.2.1", "accepted");
    store.note_attempts(&[bad.clone(), right]).await.unwrap();
    store.note_attempts(&[later]).await.unwrap();
    let rejected = Filter { result: "rejected".into(), ..all() };
    let rows = store.attempts(&rejected).await.unwrap().rows;
    let seen = Seen { client: "thunderbird".into(), last: bad.seen.last + 7, times: 4, ..bad.seen };
    assert_eq!(rows, [Noted { kind: bad.kind, seen }]);
    assert_eq!(store.attempts(&all()).await.unwrap().rows.len(), 2);
}

#[tokio::test]
async fn a_distributed_attacker_fills_the_day_of_one_account_only() {
    let (_home, store) = store().await;
    let right = noted(DAY, "alice", "198.51.100.1", "accepted");
    store.note_attempts_within(&[right], LIMITS).await.unwrap();
    let bad =
        |account: &str, host: u8| noted(DAY, account, &format!("192.0.2.{host}"), "rejected:bad-credentials");
    for host in 0..20 {
        store.note_attempts_within(&[bad("alice", host)], LIMITS).await.unwrap();
    }
    store.note_attempts_within(&[bad("bob", 1), bad("bob", 1)], LIMITS).await.unwrap();
    let expected = [
        row("alice", "", 17),
        row("alice", "192.0.2.0", 1),
        row("alice", "192.0.2.1", 1),
        row("alice", "192.0.2.2", 1),
        row("alice", "198.51.100.1", 1),
        row("bob", "192.0.2.1", 2),
    ];
    assert_eq!(rows(&store, &all()).await, expected);
    // The day is full: the next attempts go to the overflow row of each account, and then to that of all accounts.
    for host in 0..20 {
        store.note_attempts_within(&[bad(&format!("user{host}"), host)], LIMITS).await.unwrap();
    }
    let rows = rows(&store, &Filter { result: "rejected".into(), ..all() }).await;
    assert_eq!(rows.len(), 13, "{rows:?}");
    assert_eq!(rows.iter().map(|(_, _, times)| times).sum::<i64>(), 42, "all of them are counted");
    assert!(rows.contains(&row("alice", "192.0.2.2", 1)), "what was there stays");
    assert_eq!(rows[0].0, "", "{rows:?}");
}

#[tokio::test]
async fn unknown_names_have_little_room() {
    let (_home, store) = store().await;
    for host in 0..9_u8 {
        let bad = noted(DAY, "", &format!("192.0.2.{host}"), "rejected:bad-credentials");
        store.note_attempts_within(&[bad], LIMITS).await.unwrap();
    }
    let expected = [row("", "", 7), row("", "192.0.2.0", 1), row("", "192.0.2.1", 1)];
    assert_eq!(rows(&store, &all()).await, expected);
}

#[tokio::test]
async fn the_oldest_go() {
    let (_home, store) = store().await;
    let right = |day| noted(day, "alice", "192.0.2.1", "accepted");
    let old: Vec<_> = (1..=20).map(|day| right(DAY + day)).collect();
    store.note_attempts_within(&old, LIMITS).await.unwrap();
    store.forget_attempts_beyond(DAY + 20, LIMITS).await.unwrap();
    assert_eq!(rows(&store, &all()).await.len(), 10, "days");
    store.forget_attempts_beyond(DAY + 20, Limits { in_all: 4, ..LIMITS }).await.unwrap();
    let rows = store.attempts(&all()).await.unwrap().rows;
    let days: Vec<i64> = rows.iter().map(|row| row.kind.day - DAY).collect();
    assert_eq!(days, [20, 19, 18, 17]);
}

#[tokio::test]
async fn filters_select_matching_rows() {
    let (_home, store) = store().await;
    let mut scram = noted(DAY, "alice", "192.0.2.1", "rejected:binding-mismatch");
    scram.kind.mechanism = "SCRAM-SHA-256".into();
    let others = [
        noted(DAY - 1, "alice", "192.0.2.2", "accepted"),
        noted(DAY, "bob", "192.0.2.1", "rejected:bad-credentials"),
    ];
    store.note_attempts(&[&[scram][..], &others].concat()).await.unwrap();
    let (alices, bobs, old) =
        (row("alice", "192.0.2.1", 1), row("bob", "192.0.2.1", 1), row("alice", "192.0.2.2", 1));
    for (filter, expected) in [
        (Filter { account: "alice".into(), ..all() }, vec![alices.clone(), old.clone()]),
        (Filter { network: "192.0.2.1".into(), ..all() }, vec![alices.clone(), bobs.clone()]),
        (Filter { mechanism: "SCRAM-SHA-256".into(), ..all() }, vec![alices.clone()]),
        (Filter { result: "rejected".into(), ..all() }, vec![alices.clone(), bobs.clone()]),
        (Filter { result: "rejected:bad-credentials".into(), ..all() }, vec![bobs.clone()]),
        (Filter { result: "reject".into(), ..all() }, vec![]),
        (Filter { result: "accepted".into(), ..all() }, vec![old]),
        (Filter { since: DAY * AttemptKind::DAY, ..all() }, vec![alices, bobs]),
    ] {
        assert_eq!(rows(&store, &filter).await, expected, "{filter:?}");
    }
    let one = store.attempts(&Filter { limit: 1, ..all() }).await.unwrap();
    assert_eq!((one.rows.len(), one.has_more), (1, true));
}

#[test]
fn a_network_is_what_a_client_cannot_change_at_will() {
    for (remote, network) in [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
    ] {
        assert_eq!(AttemptKind::network(remote.parse().unwrap()), network);
    }
}
