//! The limits under a given clock.
mod accounts;
mod bounds;
mod challenges;
mod failure_counters;
mod figures;
mod login_attempt;
mod queue;
mod sessions;
mod slots;

use super::{networks::Networks, window::Window};
use std::{net::IpAddr, time::Duration};

/// Returns the window this many seconds after the start.
fn second(count: u64) -> Window {
    Window::after(Duration::from_secs(count))
}

fn from(address: &str) -> Networks {
    Networks::of(address.parse::<IpAddr>().expect("an address"))
}

/// Returns the `count`th of addresses without a common network.
fn far_apart(count: u32) -> Networks {
    Networks::of(std::net::Ipv4Addr::from_bits(count << 11 | 1).into())
}
