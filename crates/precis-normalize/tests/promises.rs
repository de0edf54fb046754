//! What the types promise to a program that holds them: threads.
use precis_normalize::*;

/// A `T` goes to any thread, and moves while it is awaited.
fn promised<T: Send + Sync + Unpin>() {}

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<PasswordForms<'static>>();
    promised::<PasswordForm<'static>>();
    promised::<PasswordFormKind>();
    promised::<Profile>();
    promised::<DerivedProperty>();
    promised::<Error>();
    promised::<ErrorKind>();
    promised::<Unassigned>();
}
