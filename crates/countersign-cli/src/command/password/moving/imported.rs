//! What an import has come to.
use super::{limits::Limits, refused::Refused};
use crate::command::print_line;
use serde::Serialize;
use std::fmt;

/// What was imported, and what was not.
#[derive(Debug, Default, Serialize)]
pub(in crate::command::password) struct Imported {
    pub(in crate::command::password) imported: usize,
    /// How many of them came in disabled.
    pub(in crate::command::password) disabled: usize,
    /// How many of them are limited to networks.
    pub(in crate::command::password) restricted: usize,
    pub(in crate::command::password) refused: Vec<Refused>,
    /// Why accounts came in disabled, and what else there is to say of a line that is not refused.
    pub(in crate::command::password) notes: Vec<Note>,
}

/// A line, and what there is to say of it. No value that it holds is in it.
#[derive(Debug, Serialize)]
pub(in crate::command::password) struct Note {
    line: usize,
    note: String,
}

const SILENT: &str = "the lines do not say which roles may log in, so all of them come in enabled; docs/migrating.md has a query that does";

impl Imported {
    /// One more, from this line.
    pub(in crate::command::password) fn count(&mut self, line: usize, limits: &Limits) {
        let kept = limits.kept();
        self.imported = self.imported.saturating_add(1);
        self.disabled = self.disabled.saturating_add(usize::from(kept.is_disabled));
        self.restricted = self.restricted.saturating_add(usize::from(!kept.allow_from.is_everywhere()));
        self.notes.extend(
            limits
                .closed
                .iter()
                .map(|why| Note { line, note: format!("the account comes in disabled: {why}") }),
        );
        if limits.is_silent && !self.notes.iter().any(|note| note.note == SILENT) {
            self.notes.push(Note { line, note: SILENT.into() });
        }
    }

    /// In words; it was done, or nothing was.
    pub(in crate::command::password) fn sum_up(&self, is_done: bool) {
        let Self { imported, disabled, restricted, refused, .. } = self;
        match refused.len() {
            0 => print_line(format_args!("{imported} accounts have been imported.")),
            lines if is_done => {
                print_line(format_args!(
                    "{imported} accounts have been imported; {lines} lines are left out."
                ));
            }
            lines => {
                print_line(format_args!("Nothing has been imported: {lines} lines are refused."));
                return print_line("Mend them, or import the others with --skip-refused.");
            }
        }
        if disabled.saturating_add(*restricted) > 0 {
            print_line(format_args!("Of these, disabled: {disabled}; limited to networks: {restricted}."));
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.note)
    }
}
