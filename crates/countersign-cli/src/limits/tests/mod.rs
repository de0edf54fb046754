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

/// Returns the window this many seconds after the start.
fn second(count: u64) -> Moment {
    Moment::after(Duration::from_secs(count))
}

fn from(address: &str) -> Networks {
    Networks::of(address.parse::<IpAddr>().expect("an address"))
}

/// Returns the `count`th of addresses without a common network.
fn far_apart(count: u32) -> Networks {
    Networks::of(std::net::Ipv4Addr::from_bits(count << 11 | 1).into())
}
