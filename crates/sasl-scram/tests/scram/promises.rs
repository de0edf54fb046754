//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_scram::*;
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
    promised::<Scram<Sha512>>(16);
    promised::<ScramRecord<Sha512>>(56);
    promised::<Stored<Sha1>>(56);
    promised::<Stored<Sha256>>(56);
    promised::<Stored<Sha512>>(56);
    promised::<Stored<Sha3_512>>(56);
    promised::<Deriving<Sha512>>(352);
    promised::<ClientKeys<Sha1>>(160);
    promised::<ClientKeys<Sha256>>(232);
    promised::<ClientKeys<Sha512>>(424);
    promised::<ClientKeys<Sha3_512>>(968);
    promised::<KeyPair>(48);
    promised::<Settings>(136);
    promised::<Decoys>(104);
    promised::<PasswordDecoy<Sha512>>(120);
    promised::<Population>(24);
    promised::<Template>(48);
    promised::<Parameters>(40);
    promised::<Alphabet>(24);
    promised::<CanonicalName>(16);
    promised::<Limits>(12);
    promised::<ServerError>(1);
    promised::<RecordError>(24);
}
