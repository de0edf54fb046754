//! Attempts to log in, as they are kept: aggregated, and bounded so that nobody's rows push out somebody else's.
mod kind;
mod limits;
mod note;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use kind::{AttemptKind, Noted, Seen};
pub(crate) use read::Filter;
pub(super) use read::unreadable_on;
