//! The program `countersign` as its users have it.

use super::client::{Client, PASSWORD, USER};
use std::{
    env,
    io::{self, BufRead, BufReader, Read as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The path of the program.
pub struct Program(PathBuf);

/// A server, killed when dropped.
pub struct Serve {
    child: Child,
    pub imap: SocketAddr,
}

impl Program {
    /// Builds it in the same profile as this program.
    pub fn build() -> io::Result<Self> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let arguments = ["build", "--release", "--quiet", "--locked", "--package", "countersign-cli"];
        let status = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).status()?;
        let program = env::current_exe()?.with_file_name("countersign");
        if status.success() { Ok(Self(program)) } else { Err(io::Error::other("countersign does not build")) }
    }

    /// Uses another build.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.0);
        command.args(arguments).env("COUNTERSIGN_PASSWORD", PASSWORD).stdin(Stdio::null());
        command
    }

    /// Adds an account in this folder.
    pub fn account(&self, folder: &Path) -> io::Result<()> {
        let folder = folder.display().to_string();
        for arguments in [["account", "add"], ["password", "set"]] {
            let arguments = [&arguments[..], &[USER, "--data", &folder]].concat();
            let status = self.command(&arguments).stdout(Stdio::null()).status()?;
            if !status.success() {
                return Err(io::Error::other(format!("{arguments:?}: {status}")));
            }
        }
        Ok(())
    }

    /// Imports the accounts of this PostgreSQL file into this folder.
    pub fn import(&self, file: &Path, folder: &Path) -> io::Result<()> {
        let mut command = self.command(&["password", "import", "--format", "postgresql"]);
        let status = command.arg(file).arg("--data").arg(folder).stdout(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("password import: {status}"))) }
    }

    /// Starts a server on free ports.
    pub fn serve(&self, more: &[&str]) -> io::Result<Serve> {
        Self::listening(self.command(&["serve", "--json"]), more)
    }

    /// Counts the instructions of a server from its start to its end, with this many logins in between, with valgrind.
    pub fn instructions(&self, folder: &Path, logins: usize) -> io::Result<f64> {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&self.0);
        command.args(["serve", "--json"]).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut serve = Self::listening(command, &["--data", &folder.display().to_string(), "--no-limits"])?;
        let mut client = Client::to(serve.imap)?;
        for _ in 0..logins {
            client.log_in()?;
        }
        let ended = Command::new("kill").args(["-TERM", &serve.child.id().to_string()]).status()?;
        let mut text = String::new();
        if let (true, Some(mut stderr)) = (ended.success(), serve.child.stderr.take()) {
            stderr.read_to_string(&mut text)?;
        }
        let count = text.split_once("Collected : ").and_then(|(_, rest)| rest.split_whitespace().next());
        let count = count.and_then(|count| count.parse().ok());
        count.ok_or_else(|| io::Error::other(format!("no count of instructions: {text}")))
    }

    fn listening(mut command: Command, more: &[&str]) -> io::Result<Serve> {
        for listener in ["--imap", "--imaps", "--submission", "--submissions", "--pop3", "--pop3s", "--sieve"]
        {
            command.args([listener, "127.0.0.1:0"]);
        }
        let mut child = command.args(more).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?).lines();
        let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
        let imap = first.split_once("\"imap\":\"").and_then(|(_, rest)| rest.split_once('"'));
        let imap = imap.and_then(|(address, _)| address.parse().ok());
        let imap = imap.ok_or_else(|| io::Error::other(format!("no address: {first}")))?;
        // The output about each login must be read.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Serve { child, imap })
    }
}

impl Serve {
    /// Returns the processor time of its threads so far, in seconds.
    pub fn processor(&self) -> io::Result<f64> {
        let mut nanoseconds = 0_u64;
        for thread in std::fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            // A thread that has ended meanwhile is skipped.
            let text = std::fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
            nanoseconds += text.split(' ').next().and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(nanoseconds as f64 / 1e9)
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
