//! Processes of other programs: clients with a timeout, daemons that end with the harness.
use crate::install;
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs::{self, File},
    io,
    net::TcpListener,
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

/// The result of a client.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Whether its exit code was 0.
    pub(crate) ok: bool,
    /// Its output on both streams.
    pub(crate) output: String,
}

/// Returns a client's command for further arguments, with an empty environment and a timeout of 15 seconds.
pub(crate) fn client(program: impl AsRef<OsStr>, home: &Path) -> Command {
    client_for(15, program, home)
}

/// Returns a client's command with this timeout.
pub(crate) fn client_for(seconds: u32, program: impl AsRef<OsStr>, home: &Path) -> Command {
    let mut command = Command::new("timeout");
    command.args(["-k", "1", &seconds.to_string()]).arg(program);
    bare(&mut command, home);
    command
}

/// Runs a command to its end. The log can be read afterwards.
pub(crate) fn run(mut command: Command, input: &str, log: &Path) -> Result<Finished, String> {
    let failed = |error: io::Error| format!("{command:?}: {error}");
    let said = log.with_extension("in");
    fs::write(&said, input).map_err(failed)?;
    let out = File::create(log).map_err(failed)?;
    let streams = (File::open(&said), out.try_clone());
    let (stdin, err) = (streams.0.map_err(failed)?, streams.1.map_err(failed)?);
    let status = command.stdin(stdin).stdout(out).stderr(err).status();
    let status = status.map_err(|error| format!("{command:?}: {error}"))?;
    Ok(Finished { ok: status.success(), output: read(log) })
}

/// A process between the harness and a server. The kernel does not notify a program that changes its user, such as
/// Postfix, of its parent's death. It notifies this process, which terminates its process group.
const KEEPER: &str = r#"trap 'trap "" TERM; kill -TERM 0; wait' TERM; "$@" & wait"#;

/// Any server. It is terminated when dropped, and by the kernel if the harness dies first.
#[derive(Debug)]
pub(crate) struct Daemon(Child);

impl Daemon {
    /// Starts it in the foreground with its output in a file.
    pub(crate) fn start(
        program: &Path,
        arguments: &[&OsStr],
        home: &Path,
        log: &Path,
    ) -> Result<Self, String> {
        let failed = |error: io::Error| format!("{}: {error}", program.display());
        let out = File::create(log).map_err(failed)?;
        let err = File::create(log.with_extension("err")).map_err(failed)?;
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", "sh", "-c", KEEPER, "sh"]).arg(program).args(arguments);
        bare(&mut command, home);
        // A separate process group, so that all of it can be terminated.
        command.process_group(0);
        command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().map(Self).map_err(failed)
    }

    /// Returns whether it has ended on its own.
    pub(crate) fn is_gone(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(Some(_)))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A process that has already ended cannot be signalled.
        let _ = Command::new("kill").arg(self.0.id().to_string()).stderr(Stdio::null()).status();
        let gone = wait_for(Duration::from_secs(10), || self.is_gone().then_some(()));
        if gone.is_none() {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

fn bare(command: &mut Command, home: &Path) {
    command.env_clear().env("PATH", install::path()).env("LC_ALL", "C").env("TERM", "xterm");
    command.env("HOME", home).current_dir(home);
    if install::unpacked().exists() {
        command.env("LD_LIBRARY_PATH", install::libraries());
    }
}

/// Repeats a check until it succeeds.
pub(crate) fn wait_for<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        match ask() {
            Some(answer) => return Some(answer),
            None if start.elapsed() > patience => return None,
            None => sleep(Duration::from_millis(5)),
        }
    }
}

/// Returns the text of a file, empty if there is none.
pub(crate) fn read(path: &Path) -> String {
    fs::read(path).map(|octets| String::from_utf8_lossy(&octets).into_owned()).unwrap_or_default()
}

/// Returns unused ports of the loopback interface, each at most once: two peers can request ports at the same time
/// and listen a moment later.
pub(crate) fn free_ports<const N: usize>() -> Result<[u16; N], String> {
    static TOLD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    let mut held = Vec::new();
    let mut ports = [0; N];
    for port in &mut ports {
        while *port == 0 || !told.insert(*port) {
            let socket = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
            *port = socket.local_addr().map_err(|error| error.to_string())?.port();
            held.push(socket);
        }
    }
    Ok(ports)
}
