//! The guarantees of a type to the programs that use it.

/// A `T` goes to any thread, and moves while it is awaited. The compiler checks it.
pub fn promised<T: Send + Sync + Unpin>() {}
