//! Hashing and other expensive work: a bounded share of the machine, in a fair order.
mod gate;
mod metrics;
mod pool;

pub use gate::{Busy, Permit};
pub use metrics::describe_metrics;
pub use pool::Pool;
