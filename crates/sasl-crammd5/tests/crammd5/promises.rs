//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_crammd5::*;
use std::{
    any::type_name,
    mem::size_of,
    panic::{RefUnwindSafe, UnwindSafe},
};

/// A `T` goes to any thread, moves while it is awaited, outlives a panic beside it, and takes so many octets at most where a pointer has
/// eight.
#[track_caller]
fn promised<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(at_most: usize) {
    let octets = size_of::<T>();
    assert!(octets <= at_most || cfg!(not(target_pointer_width = "64")), "{}: {octets}", type_name::<T>());
}

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<CramMd5>(16);
    promised::<CramMd5Record>(16);
    promised::<Stored>(24);
    promised::<Host>(16);
    promised::<HostRefused>(0);
    promised::<RecordError>(24);
}
