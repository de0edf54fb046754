//! A panic elsewhere leaves nothing broken in what an embedder holds; the compiler does not see it through the boxes.
use crate::{
    credentials::{Credentials, Deriving},
    formats::{EmptyPasswordCheck, ParsedRecord},
    kind::RecordProfile,
    upgrade::Upgrading,
};
use core::panic::{RefUnwindSafe, UnwindSafe};

// Records at rest do not change.
impl UnwindSafe for Credentials {}
impl RefUnwindSafe for Credentials {}
impl UnwindSafe for ParsedRecord {}
impl RefUnwindSafe for ParsedRecord {}
impl UnwindSafe for RecordProfile {}
impl RefUnwindSafe for RecordProfile {}

// What is under way goes on by value or by an exclusive reference, and neither outlives a panic: `&mut` is never
// `UnwindSafe`. By a shared one it only says what it costs.
impl UnwindSafe for Deriving {}
impl RefUnwindSafe for Deriving {}
impl UnwindSafe for Upgrading {}
impl RefUnwindSafe for Upgrading {}
impl UnwindSafe for EmptyPasswordCheck {}
impl RefUnwindSafe for EmptyPasswordCheck {}
