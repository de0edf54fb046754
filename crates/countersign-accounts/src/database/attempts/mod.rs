//! Stored login attempts: aggregated, and bounded so that no client's rows displace those of another.
mod kind;
mod limits;
mod note;
mod read;
#[cfg(test)]
mod tests;

pub use kind::{AttemptKind, Noted, Seen};
pub use read::Filter;
pub(super) use read::unreadable_on;
