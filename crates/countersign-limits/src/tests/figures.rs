//! The limits and their windows.
use super::super::{
    delay::delay,
    failure_counters::{FailureCounters, Throttled},
    figures::{Connections, Figures, Rate},
    weight::Weight,
};
use super::{from, second};
use countersign::sasl::server::Rejection;
use std::time::Duration;

/// Returns the number of failures until throttling, from these addresses in turn and each to another name.
fn failures_until_throttled(addresses: impl Iterator<Item = String>, time: impl Fn(u32) -> u64) -> u32 {
    let mut counters = FailureCounters::new(&Figures::default());
    let mut count = 0;
    for address in addresses {
        let (networks, now) = (from(&address), second(time(count)));
        let name = counters.name(&format!("name{count}"));
        if counters.throttles(networks, Some(name), now).is_some() {
            return count;
        }
        counters.fail(networks, Some(name), None, now);
        count += 1;
    }
    panic!("{count} and not throttled");
}

#[test]
fn ten_thirty_and_ninety_a_minute_by_class_of_address() {
    let at_once = |_| 0;
    type Address = Box<dyn Fn(u32) -> String>;
    let rows: [(u32, Address); 8] = [
        (10, Box::new(|_| "192.0.2.7".into())),
        (10, Box::new(|_| "::ffff:192.0.2.7".into())),
        (30, Box::new(|i| format!("192.0.2.{}", i % 64))),
        (90, Box::new(|i| format!("192.0.{}.{}", i % 8, i))),
        (10, Box::new(|i| format!("2001:db8::{i:x}"))),
        (10, Box::new(|i| format!("2001:db8:0:0:{i:x}::1"))),
        (30, Box::new(|i| format!("2001:db8:0:{i:x}::1"))),
        (90, Box::new(|i| format!("2001:db8:{i:x}::1"))),
    ];
    for (at, (enough, address)) in rows.iter().enumerate() {
        assert_eq!(failures_until_throttled((0..200).map(address), at_once), *enough, "row {at}");
    }
}

#[test]
fn fifty_a_hundred_and_fifty_and_four_hundred_and_fifty_a_day() {
    let once_a_minute = |count| u64::from(count) * 60;
    let one = |_| String::from("192.0.2.7");
    let street = |i| format!("192.0.2.{}", i % 64);
    let provider = |i| format!("192.0.{}.{}", i % 8, i % 256);
    assert_eq!(failures_until_throttled((0..500).map(one), once_a_minute), 50);
    assert_eq!(failures_until_throttled((0..500).map(street), once_a_minute), 150);
    assert_eq!(failures_until_throttled((0..500).map(provider), once_a_minute), 450);
}

#[test]
fn the_next_minute_is_another_and_the_next_day_too() {
    let mut counters = FailureCounters::new(&Figures::default());
    let home = from("192.0.2.7");
    for _ in 0..10 {
        counters.fail(home, None, None, second(59));
    }
    assert_eq!(counters.throttles(home, None, second(59)), Some(Throttled::Address));
    assert_eq!(counters.throttles(home, None, second(60)), None);
    for minute in 1..5 {
        for _ in 0..10 {
            counters.fail(home, None, None, second(minute * 60));
        }
    }
    assert_eq!(counters.throttles(home, None, second(24 * 60 * 60 - 1)), Some(Throttled::Address));
    assert_eq!(counters.throttles(home, None, second(24 * 60 * 60)), None);
}

#[test]
fn looking_counts_nothing() {
    let counters = FailureCounters::new(&Figures::default());
    let (home, name) = (from("192.0.2.7"), counters.name("alice"));
    assert!((0..1000).all(|_| counters.throttles(home, Some(name), second(0)).is_none()));
}

#[test]
fn the_delay_grows_and_has_an_end() {
    let most = Duration::from_secs(8);
    let told: Vec<u128> = (0..9).map(|before| delay(before, most).as_millis()).collect();
    assert_eq!(told, [0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    assert_eq!(delay(u32::MAX, most), most);
    assert_eq!(delay(u32::MAX, Duration::ZERO), Duration::ZERO);
}

#[test]
fn figures_are_two_counts_and_none_of_them_is_nothing() {
    assert_eq!("10/50".parse(), Ok(Rate { minute: 10, day: 50 }));
    assert_eq!("5/80".parse(), Ok(Connections { address: 5, total: 80 }));
    for wrong in ["", "10", "10/", "/50", "0/50", "10/0", "-1/5", "10/50/9", "10 / 50", "4294967296/1"] {
        assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        assert!(wrong.parse::<Connections>().is_err(), "{wrong}");
    }
}

#[test]
fn what_is_bad_credentials_on_the_line_counts_alike() {
    use Rejection as R;
    for reason in [R::BadCredentials, R::NeedsTransition, R::BindingMismatch, R::Downgrade, R::NotAuthorized]
    {
        assert_eq!(Weight::of(reason), Weight::Guess, "{reason:?}");
    }
    for reason in [R::Malformed, R::Undecodable, R::TooLong, R::UnexpectedInitialResponse] {
        assert_eq!(Weight::of(reason), Weight::Mistake, "{reason:?}");
    }
    for reason in [R::Unavailable, R::Throttled, R::Disabled, R::Expired] {
        assert_eq!(Weight::of(reason), Weight::Nothing, "{reason:?}");
    }
    assert_eq!(Weight::of(R::Cancelled), Weight::Challenge);
}
