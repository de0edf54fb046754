//! What the types promise to a program that holds them: threads, panics, and room.
use precis_normalize::*;
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
    promised::<PasswordForms<'static>>(184);
    promised::<PasswordForm<'static>>(32);
    promised::<PasswordFormKind>(1);
    promised::<Profile>(1);
    promised::<DerivedProperty>(1);
    promised::<Error>(24);
    promised::<ErrorKind>(1);
    promised::<Unassigned>(1);
}
