//! The result of an import.
use super::{limits::Limits, refused::Refused};
use crate::command::print_line;
use serde::Serialize;
use std::fmt;

/// The imported accounts and the rejected lines.
#[derive(Debug, Default, Serialize)]
pub(in crate::command::password) struct Imported {
    pub(in crate::command::password) imported: usize,
    /// Accounts imported as disabled.
    pub(in crate::command::password) disabled: usize,
    /// Accounts restricted to networks.
    pub(in crate::command::password) restricted: usize,
    pub(in crate::command::password) refused: Vec<Refused>,
    /// Why accounts were imported as disabled, and other notes on accepted lines.
    pub(in crate::command::password) notes: Vec<Note>,
}

/// A note on a line. It contains no value of the line.
#[derive(Debug, Serialize)]
pub(in crate::command::password) struct Note {
    line: usize,
    note: String,
}

const SILENT: &str = "the lines do not say which roles may log in, so all are imported as enabled; docs/migrating.md has a query that does";

impl Imported {
    /// Counts an account from this line.
    pub(in crate::command::password) fn count(&mut self, line: usize, limits: &Limits) {
        let kept = limits.kept();
        self.imported = self.imported.saturating_add(1);
        self.disabled = self.disabled.saturating_add(usize::from(kept.is_disabled));
        self.restricted = self.restricted.saturating_add(usize::from(!kept.allow_from.is_everywhere()));
        self.notes.extend(
            limits.closed.iter().map(|why| Note { line, note: format!("imported as disabled: {why}") }),
        );
        if limits.is_silent && !self.notes.iter().any(|note| note.note == SILENT) {
            self.notes.push(Note { line, note: SILENT.into() });
        }
    }

    /// Prints a summary of an import that was committed, or rolled back.
    pub(in crate::command::password) fn sum_up(&self, is_done: bool) {
        let Self { imported, disabled, restricted, refused, .. } = self;
        match refused.len() {
            0 => print_line(format_args!("Imported {}.", counted(*imported, "account"))),
            lines if is_done => {
                print_line(format_args!(
                    "Imported {}; left out {}.",
                    counted(*imported, "account"),
                    counted(lines, "rejected line")
                ));
            }
            lines => {
                print_line(format_args!("Nothing was imported: {}.", counted(lines, "rejected line")));
                return print_line("Fix these lines, or use --skip-refused to import the others.");
            }
        }
        if disabled.saturating_add(*restricted) > 0 {
            print_line(format_args!("Of these, disabled: {disabled}; limited to networks: {restricted}."));
        }
    }
}

/// Formats a count with its noun in singular or plural.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.note)
    }
}
