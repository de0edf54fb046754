//! Connection limits and eviction.
use super::super::{
    figures::Connections,
    slots::{ConnectionSlots, Taken},
};
use super::{far_apart, from};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

fn at(second: u64) -> Duration {
    Duration::from_secs(second)
}

/// Returns whether the connection was evicted.
fn has_gone(taken: &Taken) -> bool {
    let presence =
        super::super::Presence(Some((super::super::Limits::off(), std::sync::Arc::clone(&taken.slot))));
    pin!(presence.given_up()).poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

#[test]
fn connections_have_a_bound_for_an_address() {
    let mut slots = ConnectionSlots::new(Connections { address: 2, total: 9 });
    let [home, elsewhere] = ["192.0.2.7", "192.0.2.8"].map(from);
    let first = slots.take(home, at(0)).expect("room");
    assert!(slots.take(home, at(0)).is_some());
    assert!(slots.take(home, at(0)).is_none(), "the limit of the address");
    assert!(slots.take(from("::ffff:192.0.2.7"), at(0)).is_none(), "it is the same address");
    assert!(slots.take(elsewhere, at(0)).is_some());
    slots.leave(first.number);
    assert!(slots.take(home, at(0)).is_some());
    assert!(!has_gone(&first), "it was not evicted");
}

#[test]
fn a_household_of_ipv6_is_one_address() {
    let mut slots = ConnectionSlots::new(Connections { address: 1, total: 9 });
    assert!(slots.take(from("2001:db8::1"), at(0)).is_some());
    assert!(slots.take(from("2001:db8::2"), at(0)).is_none());
    assert!(slots.take(from("2001:db8:0:1::1"), at(0)).is_some());
}

#[test]
fn a160_no_network_takes_all_slots() {
    type Address = fn(u32) -> String;
    let rows: [(usize, Address); 4] = [
        (150, |i| format!("2001:db8:0:{i:x}::1")),
        (450, |i| format!("2001:db8:{i:x}::1")),
        (150, |i| format!("192.0.2.{}", i % 64)),
        (450, |i| format!("192.0.{}.{}", i % 8, i % 256)),
    ];
    for (most, address) in rows {
        let mut slots = ConnectionSlots::new(Connections { address: 50, total: 2000 });
        let taken = (0..2000).filter(|i| slots.take(from(&address(*i)), at(0)).is_some()).count();
        assert_eq!(taken, most, "{}", address(0));
        assert!(slots.take(far_apart(99), at(0)).is_some());
    }
}

#[test]
fn a161_the_longest_silent_connection_of_the_fullest_network_makes_room() {
    let mut slots = ConnectionSlots::new(Connections { address: 3, total: 5 });
    let crowded = [1, 2, 3].map(|second| slots.take(far_apart(1), at(second)).expect("room"));
    let others = [4, 0].map(|second| slots.take(far_apart(2), at(second)).expect("room"));
    crowded[0].slot.record_activity(at(9));
    let new = slots.take(far_apart(3), at(10)).expect("the second of the fullest network is evicted");
    let gone = crowded.each_ref().map(has_gone);
    assert_eq!((gone, others.each_ref().map(has_gone)), ([false, true, false], [false, false]));
    assert!(!has_gone(&new));
    // Now two networks have two each: the one that was idle longest is evicted.
    assert!(slots.take(far_apart(4), at(11)).is_some());
    assert_eq!(others.each_ref().map(has_gone), [false, true]);
}

#[test]
fn a161_a_login_in_progress_is_evicted_after_idle_connections() {
    let mut slots = ConnectionSlots::new(Connections { address: 3, total: 3 });
    let [busy, idle] = [0, 5].map(|second| slots.take(far_apart(1), at(second)).expect("room"));
    busy.slot.set_busy(true);
    let other = slots.take(far_apart(2), at(1)).expect("room");
    assert!(slots.take(far_apart(3), at(6)).is_some());
    assert_eq!([&busy, &idle, &other].map(has_gone), [false, true, false]);
}

#[test]
fn a161_a_larger_network_is_as_full_as_the_addresses_that_it_may_have() {
    let mut slots = ConnectionSlots::new(Connections { address: 9, total: 9 });
    let street: Vec<_> = (0..7).map(|i| slots.take(from(&format!("192.0.2.{i}")), at(5)).unwrap()).collect();
    let home = [0, 0].map(|second| slots.take(far_apart(7), at(second)).expect("room"));
    assert!(slots.take(far_apart(8), at(9)).is_some());
    // Seven of three times as many are more than two.
    assert_eq!(home.each_ref().map(has_gone), [false, false]);
    assert_eq!(street.iter().filter(|taken| has_gone(taken)).count(), 1);
}

#[test]
fn a161_connections_that_do_not_go_keep_others_out_after_a_while() {
    let mut slots = ConnectionSlots::new(Connections { address: 5, total: 2 });
    let all: Vec<_> = (0..4).map_while(|i| slots.take(far_apart(i), at(u64::from(i)))).collect();
    assert_eq!(all.len(), 4, "two connected, two ending");
    assert!(slots.take(far_apart(5), at(5)).is_none());
    slots.leave(all[0].number);
    assert!(slots.take(far_apart(5), at(6)).is_some());
}
