//! What is not taken over.
use crate::command::print_line;
use serde::Serialize;

/// A line, and why it is refused. Nothing of what it holds is in it.
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

/// In words, every one.
pub(in crate::command::password) fn tell(refused: &[Refused]) {
    for Refused { line, reason } in refused {
        print_line(format_args!("line {line}: {reason}"));
    }
}
