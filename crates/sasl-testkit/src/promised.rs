//! What a type promises to a program that holds it.
use core::{
    any::type_name,
    mem::size_of,
    panic::{RefUnwindSafe, UnwindSafe},
};

/// A `T` goes to any thread, moves while it is awaited, outlives a panic beside it, and takes so many octets at most
/// where a pointer has eight.
///
/// # Panics
/// When it is larger; of all the rest the compiler speaks.
#[track_caller]
pub fn promised<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(at_most: usize) {
    let octets = size_of::<T>();
    assert!(octets <= at_most || cfg!(not(target_pointer_width = "64")), "{}: {octets}", type_name::<T>());
}
