//! The guarantees of a type to the programs that use it.
use core::{
    any::type_name,
    mem::size_of,
    panic::{RefUnwindSafe, UnwindSafe},
};

/// Checks that `T` is thread safe, can move while it is awaited, is unwind safe, and has at most `at_most` octets
/// on a target with 64-bit pointers.
///
/// # Panics
/// If it is larger. The compiler checks the other guarantees.
#[track_caller]
pub fn promised<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(at_most: usize) {
    let octets = size_of::<T>();
    assert!(octets <= at_most || cfg!(not(target_pointer_width = "64")), "{}: {octets}", type_name::<T>());
}
