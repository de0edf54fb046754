//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_core::{Awaiting, Server};
use sasl_mail::*;
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
    promised::<Answer<Awaiting<Server>>>(88);
    promised::<Command>(56);
    promised::<InitialResponse>(1);
    promised::<BadArgument>(1);
    promised::<Failure>(1);
    promised::<Names>(24);
    promised::<Reason>(1);
    promised::<NotNow>(1);
    promised::<line::Line>(24);
    promised::<literal::Literal>(16);
    promised::<base64::Decoded>(24);
    promised::<imap::client::Said>(64);
    promised::<smtp::client::Said>(40);
    promised::<pop3::client::Said>(48);
    promised::<sieve::client::Said>(56);
}
