//! Throttling, and what a success clears.
use super::super::{
    failure_counters::{FailureCounters, Throttled},
    figures::Figures,
};
use super::{far_apart, from, second};

/// Returns how many guesses at this name are answered, one from each of 10,000 addresses, this many seconds apart.
fn spray(counters: &mut FailureCounters, name: &str, seconds_apart: u64) -> u32 {
    let mut answered = 0;
    for guess in 0..10_000_u32 {
        let now = second(u64::from(guess) * seconds_apart);
        let (networks, name) = (far_apart(guess), counters.name(name));
        if counters.throttles(networks, Some(name), now).is_none() {
            counters.fail(networks, Some(name), None, now);
            answered += 1;
        }
    }
    answered
}

#[test]
fn a_spray_over_ten_thousand_addresses_is_throttled() {
    assert_eq!(spray(&mut FailureCounters::new(&Figures::default()), "alice", 0), 20, "within a minute");
    assert_eq!(spray(&mut FailureCounters::new(&Figures::default()), "alice", 8), 100, "within a day");
}

#[test]
fn a149_a_name_is_throttled_in_its_canonical_form() {
    let mut counters = FailureCounters::new(&Figures::default());
    spray(&mut counters, "Zoé@Example.org", 0);
    let now = second(1);
    let is_throttled = |name: &str| {
        counters.throttles(from("203.0.113.1"), Some(counters.name(name)), now) == Some(Throttled::Name)
    };
    for spelling in ["zoé@example.org", "ZOE\u{301}@EXAMPLE.ORG", "Zoé@Example.org"] {
        assert!(is_throttled(spelling), "{spelling}");
    }
    for other in ["zoe@example.org", "zoé@example.com", "", "\u{0}"] {
        assert!(!is_throttled(other), "{other}");
    }
}

#[test]
fn a149_invalid_names_are_throttled_as_well() {
    let mut counters = FailureCounters::new(&Figures::default());
    assert_eq!(spray(&mut counters, "\u{fdd0}", 0), 20);
}

#[test]
fn a142_a_success_of_one_account_forgives_nothing_of_another() {
    let mut counters = FailureCounters::new(&Figures::default());
    let home = from("192.0.2.7");
    let [alice, mallory] = ["alice", "mallory"].map(|name| counters.name(name));
    for guess in 0..9 {
        counters.fail(home, Some(alice), None, second(guess));
        counters.succeed(home, mallory, None, second(guess));
    }
    assert_eq!(counters.throttles(home, Some(alice), second(9)), None);
    counters.fail(home, Some(alice), None, second(9));
    counters.succeed(home, mallory, None, second(9));
    assert_eq!(counters.throttles(home, Some(alice), second(9)), Some(Throttled::Address));
    assert_eq!(
        counters.throttles(home, Some(mallory), second(9)),
        Some(Throttled::Address),
        "the address is throttled"
    );
}

#[test]
fn a_success_forgives_that_name_from_that_address_only() {
    let mut counters = FailureCounters::new(&Figures::default());
    let [home, elsewhere] = ["192.0.2.7", "198.51.100.7"].map(from);
    let [alice, bob] = ["alice", "bob"].map(|name| counters.name(name));
    let now = second(0);
    for _ in 0..9 {
        counters.fail(home, Some(alice), None, now);
        counters.fail(elsewhere, Some(alice), None, now);
    }
    counters.fail(home, Some(bob), None, now);
    assert_eq!(counters.throttles(home, None, now), Some(Throttled::Address));
    counters.succeed(home, alice, None, now);
    assert_eq!(counters.throttles(home, None, now), None);
    // Nine of hers are cleared at home; bob's is not, nor are the nine from elsewhere.
    for _ in 0..8 {
        counters.fail(home, Some(alice), None, now);
    }
    assert_eq!(counters.throttles(home, None, now), None);
    counters.fail(home, Some(alice), None, now);
    assert_eq!(counters.throttles(home, None, now), Some(Throttled::Address));
    let others = (1..=2).map(far_apart);
    assert_eq!(counters.throttles(far_apart(3), Some(alice), now), None, "18 to her name");
    others.for_each(|other| counters.fail(other, Some(alice), None, now));
    assert_eq!(counters.throttles(far_apart(3), Some(alice), now), Some(Throttled::Name), "20 to her name");
}

#[test]
fn a142_what_is_forgiven_is_of_the_same_minute() {
    let mut counters = FailureCounters::new(&Figures::default());
    let home = from("192.0.2.7");
    let [alice, mallory] = ["alice", "mallory"].map(|name| counters.name(name));
    for _ in 0..9 {
        counters.fail(home, Some(mallory), None, second(59));
    }
    for _ in 0..10 {
        counters.fail(home, Some(alice), None, second(60));
    }
    counters.succeed(home, mallory, None, second(60));
    assert_eq!(counters.throttles(home, None, second(60)), Some(Throttled::Address));
}
