//! The share of the machine for logins.
use super::gate::{Busy, Gate, Permit};
use countersign::sasl::Cost;
use countersign_limits::{Capacity, Class, Networks};
use std::{num::NonZero, thread::available_parallelism, time::Duration};

/// One gate before the directory and one before the processors. Cloning copies a reference.
#[derive(Clone)]
pub struct Pool {
    look_ups: Gate,
    hashing: Gate,
}

/// The default memory of concurrent memory-hard hashes: that of the most expensive record that can be imported.
pub(super) const OCTETS: u64 = 256 * 1024 * 1024;
/// Concurrent lookups for sent passwords: half of the database connections. The others are for requests without hashing.
const LOOK_UPS: u32 = 2;
/// Waiting pieces, in total and from one address.
const WAITING: u32 = 2000;
const FROM_ONE: u32 = 200;
/// The longest wait; clients give up at about this time.
const TIMEOUT: Duration = Duration::from_secs(15);

impl Pool {
    /// Makes a pool with this memory and all processors.
    pub fn new(octets: u64) -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        let slots = u32::try_from(cores).unwrap_or(u32::MAX);
        let of = |slots, octets| Capacity { slots, octets, waiting: WAITING, from_one: FROM_ONE };
        Self {
            look_ups: Gate::new("lookup", of(LOOK_UPS, 0)),
            hashing: Gate::new("hashing", of(slots, octets)),
        }
    }

    /// Waits until the directory may be queried for a sent password.
    pub async fn may_look_up(&self, from: Networks) -> Result<Permit, Busy> {
        self.look_ups.admit(Class::Password, from, 0, TIMEOUT).await
    }

    /// Waits until work of this mechanism and cost may run.
    pub async fn may_work(&self, mechanism: &str, cost: Cost, from: Networks) -> Result<Permit, Busy> {
        let class = if matches!(mechanism, "PLAIN" | "LOGIN") { Class::Password } else { Class::Proof };
        self.hashing.admit(class, from, cost.memory(), TIMEOUT).await
    }

    /// Waits until records may be upgraded.
    pub async fn may_renew(&self, cost: Cost) -> Result<Permit, Busy> {
        self.hashing.admit(Class::Renewal, Networks::OWN, cost.memory(), TIMEOUT).await
    }
}

impl Default for Pool {
    fn default() -> Self {
        Self::new(OCTETS)
    }
}
