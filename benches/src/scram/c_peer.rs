//! Peers in C: small programs around their libraries, compiled here, one process each.

use super::clock::Turn;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};
use tempfile::TempDir;

/// A program and its link options.
pub struct Source {
    name: &'static str,
    text: &'static str,
    libraries: &'static [&'static str],
}

/// OpenSSL's PBKDF2, for a hash of this name.
pub const OPENSSL: Source =
    Source { name: "openssl", text: include_str!("c/openssl.c"), libraries: &["crypto"] };
/// libgsasl's "server" or "client".
pub const GSASL: Source =
    Source { name: "gsasl", text: include_str!("c/gsasl.c"), libraries: &["gsasl", "crypto"] };
/// Cyrus SASL's server.
pub const CYRUS: Source =
    Source { name: "cyrus", text: include_str!("c/cyrus.c"), libraries: &["sasl2", "crypto"] };

const HEADERS: [(&str, &str); 2] =
    [("turns.h", include_str!("c/turns.h")), ("script.h", include_str!("c/script.h"))];

/// A running program.
pub struct CPeer {
    /// The version of its library.
    pub version: String,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    _directory: TempDir,
}

impl CPeer {
    /// Compiles and starts a program; reports the reason if that fails.
    pub fn start(source: &Source, argument: &str) -> Option<Self> {
        let started = Self::try_start(source, argument);
        started.inspect_err(|error| eprintln!("{}: {error}", source.name)).ok()
    }

    fn try_start(source: &Source, argument: &str) -> std::io::Result<Self> {
        let directory = tempfile::tempdir()?;
        for (name, text) in HEADERS {
            fs::write(directory.path().join(name), text)?;
        }
        let file = directory.path().join(source.name).with_extension("c");
        fs::write(&file, source.text)?;
        let program: PathBuf = directory.path().join(source.name);
        let mut compiler = Command::new("cc");
        compiler.args(["-O2", "-o"]).arg(&program).arg(&file);
        compiler.args(source.libraries.iter().map(|library| format!("-l{library}")));
        if !compiler.status()?.success() {
            return Err(std::io::Error::other("does not compile; are its headers installed?"));
        }
        let mut command = Command::new(&program);
        let mut child = command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let missing = || std::io::Error::other("has no pipe");
        let input = child.stdin.take().ok_or_else(missing)?;
        let mut output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let mut version = String::new();
        if output.read_line(&mut version)? == 0 {
            return Err(std::io::Error::other("does not start"));
        }
        let version = version.trim().to_owned();
        Ok(Self { version, child, input, output, _directory: directory })
    }

    fn run(&mut self, count: u32) -> Option<f64> {
        writeln!(self.input, "{count}").ok()?;
        let mut line = String::new();
        self.output.read_line(&mut line).ok()?;
        line.trim().parse().ok()
    }
}

impl Drop for CPeer {
    fn drop(&mut self) {
        // It ends at the end of its input; a hanging process would block the benchmark.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns a turn of this number of runs.
pub fn turn(peer: &mut Option<CPeer>, count: u32) -> Turn<'_> {
    Box::new(move || peer.as_mut()?.run(count))
}

/// Returns the version for the table.
pub fn version(peer: &Option<CPeer>) -> &str {
    peer.as_ref().map_or("(missing)", |peer| &peer.version)
}
