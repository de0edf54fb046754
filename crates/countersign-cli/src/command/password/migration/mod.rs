//! Conversion of records from and to other systems.
//!
//! `file` splits a file into lines, `line` parses one, `entry` combines those of an account, `checking` rejects records of
//! the empty password, `writing` does the reverse. `limits` has the login restrictions of a line; `dovecot` and `members`
//! find them.
mod checking;
mod dovecot;
mod entry;
mod file;
mod imported;
mod json;
mod limiting;
mod limits;
mod line;
mod members;
mod names;
mod progress;
mod refused;
mod system;
mod writing;

pub(super) use checking::check_all;
pub(super) use entry::{Entry, entries};
pub(super) use file::lines;
pub(super) use imported::Imported;
pub(super) use limits::{Ignored, Kept};
pub(super) use refused::{Refused, print_refused};
pub(super) use system::System;
pub(super) use writing::{Line, write};
