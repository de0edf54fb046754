//! Unwind safety: a panic elsewhere does not affect the values of this crate. The compiler cannot derive this,
//! because they contain boxed trait objects.
use crate::{
    credentials::{Credentials, Deriving},
    formats::{EmptyPasswordCheck, ParsedRecord},
    kind::RecordProfile,
    upgrade::Upgrading,
};
use core::panic::{RefUnwindSafe, UnwindSafe};

// Stored records are immutable.
impl UnwindSafe for Credentials {}
impl RefUnwindSafe for Credentials {}
impl UnwindSafe for ParsedRecord {}
impl RefUnwindSafe for ParsedRecord {}
impl UnwindSafe for RecordProfile {}
impl RefUnwindSafe for RecordProfile {}

// Work in progress continues by value or by an exclusive reference, and neither outlives a panic: `&mut` is never
// `UnwindSafe`. A shared reference only reads the cost.
impl UnwindSafe for Deriving {}
impl RefUnwindSafe for Deriving {}
impl UnwindSafe for Upgrading {}
impl RefUnwindSafe for Upgrading {}
impl UnwindSafe for EmptyPasswordCheck {}
impl RefUnwindSafe for EmptyPasswordCheck {}
