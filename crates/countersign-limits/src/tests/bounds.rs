//! Bounded memory, and no gain from it for an attacker.
use super::super::{
    counter::Counter,
    figures::Rate,
    table::{ENTRIES, Table},
};
use super::second;

const TEN: Rate = Rate { minute: 10, day: 10 };

/// Keys of a hash are nearly random; these are, and are the same in each run.
fn keys() -> impl Iterator<Item = u64> {
    (1_u64..).map(|count| {
        let mixed = (count ^ (count >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
    })
}

#[test]
fn a_flood_of_others_neither_grows_a_table_nor_flushes_a_counter_of_it() {
    let mut table = Table::new();
    let throttled = 42;
    for _ in 0..10 {
        table.count(throttled, second(0));
    }
    for key in keys().take(ENTRIES * 8) {
        table.count(key, second(1));
    }
    assert!(table.len() <= ENTRIES);
    assert!(table.get(throttled).is_enough(TEN, second(1)));
}

#[test]
fn what_is_over_makes_room_for_what_is_new() {
    let mut table = Table::new();
    let day = 24 * 60 * 60;
    for key in keys().take(ENTRIES * 4) {
        table.count(key, second(0));
        table.count(key, second(0));
    }
    // All in the same bucket, which the low bits select.
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
