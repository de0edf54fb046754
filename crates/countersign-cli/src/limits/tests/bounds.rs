//! Memory has a bound, and nobody gains by that.
use super::super::{
    counter::Counter,
    figures::{Connections, Rate},
    places::Places,
    table::{ENTRIES, Table},
};
use super::{from, second};

const TEN: Rate = Rate { minute: 10, day: 10 };

/// The keys of a hash are as good as random; these are, and they are the same each time.
fn keys() -> impl Iterator<Item = u64> {
    (1_u64..).map(|count| {
        let mixed = (count ^ (count >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
    })
}

#[test]
fn a_flood_of_others_neither_grows_a_table_nor_flushes_a_counter_of_it() {
    let mut table = Table::new();
    let held = 42;
    for _ in 0..10 {
        table.count(held, second(0));
    }
    for key in keys().take(ENTRIES * 8) {
        table.count(key, second(1));
    }
    assert!(table.len() <= ENTRIES);
    assert!(table.get(held).is_enough(TEN, second(1)));
}

#[test]
fn what_is_over_makes_room_for_what_is_new() {
    let mut table = Table::new();
    let day = 24 * 60 * 60;
    for key in keys().take(ENTRIES * 4) {
        table.count(key, second(0));
        table.count(key, second(0));
    }
    // All of the same bucket: the low bits choose it.
    let fresh: Vec<u64> = (1..=16).map(|count| count << 32 | 5).collect();
    for key in &fresh {
        table.count(*key, second(day));
    }
    assert!(fresh.iter().all(|key| table.get(*key) != Counter::default()));
}

#[test]
fn in_a_full_bucket_the_counter_that_holds_least_is_given_up() {
    let mut table = Table::new();
    let keys: Vec<u64> = (1..=16).map(|count| count << 32).collect();
    for (failures, key) in keys.iter().enumerate() {
        for _ in 0..=failures {
            table.count(*key, second(0));
        }
    }
    table.count(99 << 32, second(0));
    let forgotten: Vec<bool> = keys.iter().map(|key| table.get(*key) == Counter::default()).collect();
    assert!(forgotten[0] && !forgotten[1..].contains(&true), "{forgotten:?}");
}

#[test]
fn connections_have_a_bound_for_an_address_and_one_for_all() {
    let mut places = Places::new(Connections { address: 2, total: 3 });
    let [home, elsewhere, third] = ["192.0.2.7", "192.0.2.8", "192.0.2.9"].map(from);
    assert!(places.take(home) && places.take(home));
    assert!(!places.take(home), "enough from there");
    assert!(!places.take(from("::ffff:192.0.2.7")), "it is the same address");
    assert!(places.take(elsewhere));
    assert!(!places.take(third), "enough in all");
    places.leave(home);
    assert!(places.take(third));
    places.leave(elsewhere);
    assert!(places.take(home));
    assert!(!places.take(elsewhere));
}

#[test]
fn a_household_of_ipv6_is_one_address() {
    let mut places = Places::new(Connections { address: 1, total: 9 });
    assert!(places.take(from("2001:db8::1")));
    assert!(!places.take(from("2001:db8::2")));
    assert!(places.take(from("2001:db8:0:1::1")));
}
