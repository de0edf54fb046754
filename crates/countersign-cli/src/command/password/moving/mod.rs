//! Records on their way from another system, or to one.
//!
//! `file` cuts a file into lines, `line` reads one of a system, `entry` puts those of an account together, `checking` sees
//! that none is of the empty password, `writing` is the way back. What a line says of who may log in is `limits`: `dovecot` and
//! `members` find it.
mod checking;
mod dovecot;
mod entry;
mod file;
mod imported;
mod limiting;
mod limits;
mod line;
mod members;
mod names;
mod progress;
mod refused;
mod row;
mod system;
mod writing;

pub(super) use checking::check_all;
pub(super) use entry::{Entry, entries};
pub(super) use file::lines;
pub(super) use imported::Imported;
pub(super) use limits::{Ignored, Kept};
pub(super) use refused::{Refused, tell};
pub(super) use system::System;
pub(super) use writing::{Line, write};
