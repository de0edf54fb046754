//! The machine's share that logins may have.
use super::gate::{Busy, Gate, Permit};
use crate::limits::{Capacity, Class, Networks};
use countersign::sasl::Cost;
use std::{num::NonZero, thread::available_parallelism, time::Duration};

/// One gate before the directory and one before the processors. Cloning is a reference count.
#[derive(Clone)]
pub(crate) struct Pool {
    look_ups: Gate,
    hashing: Gate,
}

/// Octets that memory-hard hashes take together, where nothing else is said: one of the dearest that is imported.
pub(crate) const OCTETS: u64 = 256 * 1024 * 1024;
/// Look-ups for passwords that were sent, at a time: half of the connections to the database. The others are for what
/// needs no hashing.
const LOOK_UPS: u32 = 2;
/// That wait, in all and from one address.
const WAITING: u32 = 2000;
const FROM_ONE: u32 = 200;
/// A client has given up by then, or soon will.
const PATIENCE: Duration = Duration::from_secs(15);

impl Pool {
    /// With so many octets, and all processors.
    pub(crate) fn new(octets: u64) -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        let places = u32::try_from(cores).unwrap_or(u32::MAX);
        let of = |places, octets| Capacity { places, octets, waiting: WAITING, from_one: FROM_ONE };
        Self {
            look_ups: Gate::new("lookup", of(LOOK_UPS, 0)),
            hashing: Gate::new("hashing", of(places, octets)),
        }
    }

    /// Waits until the directory may be asked for a password that was sent.
    pub(crate) async fn may_look_up(&self, from: Networks) -> Result<Permit, Busy> {
        self.look_ups.admit(Class::Password, from, 0, PATIENCE).await
    }

    /// Waits until work of this mechanism and cost may run.
    pub(crate) async fn may_work(&self, mechanism: &str, cost: Cost, from: Networks) -> Result<Permit, Busy> {
        let class = if matches!(mechanism, "PLAIN" | "LOGIN") { Class::Password } else { Class::Proof };
        self.hashing.admit(class, from, cost.memory(), PATIENCE).await
    }

    /// Waits until records may be made stronger.
    pub(crate) async fn may_renew(&self, cost: Cost) -> Result<Permit, Busy> {
        self.hashing.admit(Class::Renewal, Networks::OWN, cost.memory(), PATIENCE).await
    }
}

impl Default for Pool {
    fn default() -> Self {
        Self::new(OCTETS)
    }
}
