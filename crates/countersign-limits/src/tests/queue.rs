//! The order of the queue.
use super::super::{
    networks::Networks,
    queue::{Capacity, Class, Full, Load, Queue},
};
use super::{far_apart, from};

const MIB: u64 = 1024 * 1024;
const ONE: Capacity = Capacity { slots: 1, octets: 256 * MIB, waiting: 1000, from_one: 1000 };

/// Runs them one at a time; returns the order.
fn order<T>(queue: &mut Queue<T>) -> Vec<T> {
    let mut order = Vec::new();
    while let Some((what, octets)) = queue.start_next() {
        queue.done(octets);
        order.push(what);
    }
    order
}

#[test]
fn a159_a_proof_does_not_wait_for_passwords_nor_a_password_for_renewals() {
    let mut queue = Queue::new(ONE);
    for number in 0..200 {
        queue.join(Class::Renewal, Networks::OWN, 0, (Class::Renewal, number)).expect("room");
        queue.join(Class::Password, far_apart(number), 0, (Class::Password, number)).expect("room");
    }
    queue.join(Class::Proof, far_apart(0), 0, (Class::Proof, 0)).expect("room");
    let order = order(&mut queue);
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(order.len(), 401);
}

#[test]
fn a159_one_login_does_not_wait_for_two_hundred_of_another_address() {
    let mut queue = Queue::new(ONE);
    for number in 0..200 {
        queue.join(Class::Password, from("192.0.2.7"), 0, number).expect("room");
    }
    queue.join(Class::Password, from("198.51.100.7"), 0, 999).expect("room");
    let order = order(&mut queue);
    assert!(order.iter().take(2).any(|number| *number == 999), "{:?}", &order[..5]);
    // .. nor do those of one address overtake each other.
    assert!(order.iter().filter(|number| **number != 999).is_sorted());
}

#[test]
fn a159_addresses_of_one_network_have_its_turns_and_no_more() {
    let mut queue = Queue::new(ONE);
    for number in 0..200 {
        queue.join(Class::Password, from(&format!("2001:db8:0:{number:x}::1")), 0, number).expect("room");
    }
    for number in 0..3 {
        queue
            .join(Class::Password, from(&format!("2001:db8:ffff::{number}")), 0, 1000 + number)
            .expect("room");
    }
    let order = order(&mut queue);
    let at = |what| order.iter().position(|number| *number == what).expect("it is in the order");
    // The addresses of a /48 have three turns together for one of another.
    assert!(at(1000) <= 4 && at(1001) <= 8 && at(1002) <= 12, "{:?}", &order[..12]);
}

#[test]
fn a159_what_has_waited_longest_does_not_starve_as_others_come() {
    let mut queue = Queue::new(ONE);
    queue.join(Class::Password, from("192.0.2.7"), 0, 0).expect("room");
    queue.join(Class::Password, from("192.0.2.7"), 0, 1).expect("room");
    let mut before = 0;
    for number in 2..1000 {
        queue.join(Class::Password, far_apart(number), 0, number).expect("room");
        let (who, octets) = queue.start_next().expect("one of them");
        queue.done(octets);
        if who == 1 {
            break;
        }
        before += 1;
    }
    assert!(before < 10, "{before}");
}

#[test]
fn a158_octets_in_use_have_a_bound_and_what_needs_more_runs_alone() {
    let mut queue = Queue::new(Capacity { slots: 99, octets: 256 * MIB, waiting: 99, from_one: 99 });
    for number in 0..50 {
        queue.join(Class::Password, from("192.0.2.7"), 64 * MIB, number).expect("room");
    }
    queue.join(Class::Password, from("192.0.2.7"), 512 * MIB, 50).expect("room");
    queue.join(Class::Password, from("192.0.2.7"), 0, 51).expect("room");
    let mut running = Vec::new();
    for _ in 0..50 {
        running.extend(std::iter::from_fn(|| queue.start_next()).map(|(_, octets)| octets));
        assert!(queue.load().octets <= 256 * MIB, "{:?}", queue.load());
        queue.done(running.pop().expect("something runs"));
    }
    while let Some(octets) = running.pop() {
        assert_eq!(queue.start_next(), None, "it waits until it is alone, and is not overtaken");
        queue.done(octets);
    }
    assert_eq!(queue.load().peak, 256 * MIB);
    assert_eq!(queue.start_next(), Some((50, 512 * MIB)));
    assert_eq!(queue.start_next(), None);
    queue.done(512 * MIB);
    assert_eq!(queue.start_next(), Some((51, 0)));
    queue.done(0);
    assert_eq!(queue.load(), Load { peak: 512 * MIB, ..Load::default() });
}

#[test]
fn a158_processors_are_shared_too() {
    let mut queue = Queue::new(Capacity { slots: 2, octets: 0, waiting: 9, from_one: 9 });
    for number in 0..4 {
        queue.join(Class::Password, from("192.0.2.7"), 0, number).expect("room");
    }
    assert_eq!(
        [queue.start_next(), queue.start_next(), queue.start_next()],
        [Some((0, 0)), Some((1, 0)), None]
    );
    queue.done(0);
    assert_eq!([queue.start_next(), queue.start_next()], [Some((2, 0)), None]);
}

#[test]
fn a159_so_many_may_wait_from_one_address_and_in_all() {
    let mut queue = Queue::new(Capacity { slots: 1, octets: 0, waiting: 12, from_one: 2 });
    let mut join = |address: &str| queue.join(Class::Password, from(address), 0, ());
    let tickets = ["192.0.2.1", "192.0.2.1"].map(|address| join(address).expect("room"));
    assert_eq!(join("192.0.2.1"), Err(Full));
    for address in ["192.0.2.2", "192.0.2.2", "192.0.2.3", "192.0.2.3"] {
        join(address).expect("room");
    }
    assert_eq!(join("192.0.2.4"), Err(Full), "six from one /26");
    for count in 1..=3 {
        let other = format!("198.51.100.{count}");
        assert!(join(&other).is_ok() && join(&other).is_ok());
    }
    assert_eq!(join("203.0.113.1"), Err(Full), "twelve in all");
    queue.leave(tickets[0]);
    queue.leave(tickets[0]);
    assert_eq!(queue.load().waiting, 11, "a place is left once");
    assert!(queue.join(Class::Proof, from("203.0.113.1"), 0, ()).is_ok());
}
