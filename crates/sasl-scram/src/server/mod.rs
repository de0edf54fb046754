//! The server: `AwaitFirst` → (lookup) `AwaitKeys` → `AwaitFinal`.
//!
//! The three states are types inside one [`Exchange`](exchange::Exchange), a single allocation from the first
//! message to the last.
mod await_final;
mod await_first;
mod await_keys;
mod exchange;
mod requested;

pub(crate) use exchange::start;
