//! The limits under a given clock.
mod accounts;
mod book;
mod bounds;
mod challenges;
mod figures;
mod places;
mod queue;
mod sessions;
mod trial;

use super::{moment::Moment, networks::Networks};
use std::{net::IpAddr, time::Duration};

/// So many seconds after the server began.
fn second(count: u64) -> Moment {
    Moment::after(Duration::from_secs(count))
}

fn from(address: &str) -> Networks {
    Networks::of(address.parse::<IpAddr>().expect("an address"))
}

/// The `count`th of addresses that have no network in common.
fn far_apart(count: u32) -> Networks {
    Networks::of(std::net::Ipv4Addr::from_bits(count << 11 | 1).into())
}
