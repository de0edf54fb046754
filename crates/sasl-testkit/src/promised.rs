//! What a type promises to a program that holds it.

/// A `T` goes to any thread, and moves while it is awaited. The compiler checks it.
pub fn promised<T: Send + Sync + Unpin>() {}
