//! A panic elsewhere leaves nothing broken in what an embedder holds; the compiler does not see it through the boxes.
use crate::{
    credentials::{Credentials, Deriving},
    formats::{Checking, Unchecked},
    kind::Kind,
    upgrade::Upgrading,
};
use core::panic::{RefUnwindSafe, UnwindSafe};

// Records at rest do not change.
impl UnwindSafe for Credentials {}
impl RefUnwindSafe for Credentials {}
impl UnwindSafe for Unchecked {}
impl RefUnwindSafe for Unchecked {}
impl UnwindSafe for Kind {}
impl RefUnwindSafe for Kind {}

// What is under way goes on by value or by an exclusive reference, and neither outlives a panic: `&mut` is never
// `UnwindSafe`. By a shared one it only says what it costs.
impl UnwindSafe for Deriving {}
impl RefUnwindSafe for Deriving {}
impl UnwindSafe for Upgrading {}
impl RefUnwindSafe for Upgrading {}
impl UnwindSafe for Checking {}
impl RefUnwindSafe for Checking {}
