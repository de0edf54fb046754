//! Starting a server's process, also one whose output is not read.
use super::{PASSWORD, Serve, USER, command, serve::Ready};
use serde::Deserialize as _;
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::channel,
};
use tempfile::TempDir;

/// Options of addresses, each with a free port.
const LISTENERS: [&str; 7] =
    ["--imap", "--imaps", "--submission", "--submissions", "--pop3", "--pop3s", "--sieve"];

impl Serve {
    pub(super) fn spawn(mut command: Command, more: &[&str], variables: &[(&str, &str)]) -> (Child, TempDir) {
        let home = tempfile::tempdir().expect("a folder");
        command.args(["serve", "--json"]);
        for listener in LISTENERS {
            command.args([listener, "127.0.0.1:0"]);
        }
        // One arena for all threads: freed memory is reused by others, and memory can be compared.
        command.env("MALLOC_ARENA_MAX", "1").env("TMPDIR", home.path());
        command.envs(variables.iter().copied());
        // The same tests for another library: step `stacks` of .ci/run.
        if let (Some(library), false) = (std::env::var_os("COUNTERSIGN_TEST_TLS"), more.contains(&"--tls")) {
            command.arg("--tls").arg(library);
        }
        command.args(more).stdout(Stdio::piped());
        if more.contains(&"--log") {
            command.stderr(std::fs::File::create(home.path().join("log")).expect("a file"));
        } else {
            command.stderr(Stdio::piped());
        }
        (command.spawn().expect("the program starts"), home)
    }

    /// Starts it with these additional arguments; only the first line of its standard output is read, and nothing of its
    /// standard error.
    pub(crate) fn unread(more: &[&str]) -> Self {
        let user = format!("{USER}:{PASSWORD}");
        let (mut child, home) = Self::spawn(command(&[]), &[&["--user", &user], more].concat(), &[]);
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a first line");
        let first_line: Value = serde_json::from_str(&line).expect("JSON");
        let ready = Ready::deserialize(&first_line).expect("all fields");
        let (attempts, errors) = (channel().1, channel().1);
        Self { child, first_line, ready, attempts, errors, unread: Some(lines), home }
    }

    /// Returns the unread lines, and what follows until the server ends.
    pub(crate) fn rest_of_output(&mut self) -> impl Iterator<Item = Value> + use<> {
        let lines = self.unread.take().expect("it was not read").lines();
        lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
    }
}
