//! Hashing, and what else takes the machine's time and memory: a bounded share of it, in a fair order.
mod gate;
mod pool;

pub(crate) use pool::Pool;
