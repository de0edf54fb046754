//! Hashing and other expensive work: a bounded share of the machine, in a fair order.
mod gate;
mod pool;

pub(crate) use pool::Pool;
