//! A server whose output is not read.
use super::{PASSWORD, Serve, USER, serve::Ready};
use serde::Deserialize as _;
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    sync::mpsc::channel,
};

impl Serve {
    /// With these arguments besides; of its standard output nothing but the first line is read, and nothing of its standard
    /// error.
    pub(crate) fn unread(more: &[&str]) -> Self {
        let user = format!("{USER}:{PASSWORD}");
        let (mut child, home) = Self::spawn(&[&["--user", &user], more].concat(), &[]);
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a first line");
        let first_line: Value = serde_json::from_str(&line).expect("JSON");
        let ready = Ready::deserialize(&first_line).expect("all fields");
        let (attempts, errors) = (channel().1, channel().1);
        Self { child, first_line, ready, attempts, errors, unread: Some(lines), home }
    }

    /// The lines that were not read, and what follows until the server ends.
    pub(crate) fn rest_of_output(&mut self) -> impl Iterator<Item = Value> + use<> {
        let lines = self.unread.take().expect("it was not read").lines();
        lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
    }
}
