//! The server: `AwaitFirst` → (lookup) `AwaitKeys` → `AwaitFinal`.
//!
//! The three states are types inside one [`Exchange`](exchange::Exchange), a single allocation from the first
//! message to the last.
mod await_final;
mod await_first;
mod await_keys;
mod exchange;
mod requested;

#[cfg(test)]
pub(crate) use exchange::Exchange;
pub(crate) use exchange::start;
