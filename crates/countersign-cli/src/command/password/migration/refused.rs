//! Rejected lines.
use crate::command::print_line;
use serde::Serialize;

/// A line and why it is rejected. It contains nothing of the line.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub(in crate::command::password) struct Refused {
    pub(in crate::command::password) line: usize,
    pub(in crate::command::password) reason: String,
}

impl Refused {
    pub(in crate::command::password) fn new(line: usize, reason: impl ToString) -> Self {
        Self { line, reason: reason.to_string() }
    }
}

/// Prints all of them.
pub(in crate::command::password) fn print_refused(refused: &[Refused]) {
    for Refused { line, reason } in refused {
        print_line(format_args!("line {line}: {reason}"));
    }
}
