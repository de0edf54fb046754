//! `MATRIX.md`: equal results produce an equal file.
use crate::{
    cell::{Row, State},
    entry::Entry,
};
use std::{collections::BTreeSet, fmt::Write as _, path::PathBuf};

/// The results.
#[derive(Default)]
pub(crate) struct Matrix {
    lines: String,
    notes: Vec<&'static str>,
    /// The versions of the peers.
    programs: BTreeSet<&'static str>,
    pub(crate) green: u32,
    pub(crate) explained: u32,
    pub(crate) red: u32,
}

/// Returns the path of the file.
pub(crate) fn file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/MATRIX.md"))
}

const HEAD: &str = "\
# Other people's programs, and what the server recorded

Written by `cargo run --release -p interop`. Programs are those of Debian 12. A cell is green only if the server's own
record of the login shows the mechanism, the channel binding, the account, the kind of TLS and the verdict that were
meant, and the client came to the same view; see README.md.

| who logs in to whom | protocol | TLS | mechanism | how | right password | wrong password |
|---|---|---|---|---|---|---|
";

impl Matrix {
    pub(crate) fn add(&mut self, entry: &Entry, row: &Row, right: &State, wrong: &State) {
        self.programs.extend(entry.programs.first());
        let (right, wrong) = (self.state(right), self.state(wrong));
        let (direction, Row { protocol, tls, mechanism, variant, .. }) = (entry.direction(), row);
        self.lines +=
            &format!("| {direction} | {protocol} | {tls} | {mechanism} | {variant} | {right} | {wrong} |\n");
    }

    fn state(&mut self, state: &State) -> String {
        match state {
            State::Green => {
                self.green += 1;
                "green".into()
            }
            State::Explained(why) => {
                self.explained += 1;
                let at = self.notes.iter().position(|note| note == why).unwrap_or_else(|| {
                    self.notes.push(why);
                    self.notes.len() - 1
                });
                format!("explained ({})", at + 1)
            }
            State::Red(_) => {
                self.red += 1;
                "**red**".into()
            }
        }
    }

    /// Returns a summary in one line.
    pub(crate) fn summary(&self) -> String {
        let Self { programs, green, explained, red, .. } = self;
        let (programs, tried) = (programs.len(), green + explained + red);
        format!("{programs} programs, {tried} logins tried: {green} green, {explained} explained, {red} red.")
    }

    /// Returns the text of the file.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{HEAD}{}\n", self.lines);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}\n\n## Explained\n", self.summary());
        for (at, note) in self.notes.iter().enumerate() {
            let _ = writeln!(text, "{}. {note}", at + 1);
        }
        text
    }
}
