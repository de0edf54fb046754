//! The program as a command that ends by itself.
use super::{BOUND, PASSWORD, USER};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::{
    process::{Command, Stdio},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

/// The result of a command.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Returns its lines of JSON.
    #[track_caller]
    pub(crate) fn rows(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// Returns its one line of JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let rows = self.rows();
        assert_eq!(rows.len(), 1, "{self:?}");
        rows[0].clone()
    }
}

/// Returns the program, without the test's environment and without a terminal.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.args(arguments).stdin(Stdio::null());
    for variable in [
        "COUNTERSIGN_PASSWORD",
        "COUNTERSIGN_TOKEN",
        "RUST_LOG",
        "COUNTERSIGN_DATA",
        "COUNTERSIGN_DATABASE",
        "XDG_DATA_HOME",
        "HOME",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs it to its end.
#[track_caller]
pub(crate) fn output(command: Command) -> Said {
    output_within(BOUND, command)
}

/// Runs `demo`: some hundreds of logins, one after another.
#[track_caller]
pub(crate) fn demonstration(command: Command) -> Said {
    output_within(BOUND * 6, command)
}

#[track_caller]
fn output_within(bound: Duration, mut command: Command) -> Said {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let id = Pid::from_child(&child);
    let (tell, told) = channel();
    thread::spawn(move || tell.send(child.wait_with_output()));
    let Ok(output) = told.recv_timeout(bound) else {
        // It may end at this very moment.
        let _ = kill_process(id, Signal::KILL);
        panic!("the program does not end: {command:?}");
    };
    let output = output.expect("its output");
    let text = |octets| String::from_utf8(octets).expect("UTF-8");
    Said {
        code: output.status.code().expect("an exit code"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs `login --json` with the right name and password.
#[track_caller]
pub(crate) fn login(url: &str, more: &[&str]) -> Said {
    let mut command = command(&["login", url, "--user", USER, "--json"]);
    command.args(more).env("COUNTERSIGN_PASSWORD", PASSWORD);
    let said = output(command);
    assert!(!said.err.contains(PASSWORD) && !said.out.contains(PASSWORD), "{said:?}");
    said
}
