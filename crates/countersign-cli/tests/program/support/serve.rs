//! `countersign serve` as a child process.
use super::{BOUND, Data, PASSWORD, Protocol, USER, Wire, command, until};
use rustix::process::{Pid, Signal, kill_process};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, ChildStdout, Command, ExitStatus},
    sync::mpsc::{Receiver, channel},
    thread,
};
use tempfile::TempDir;

/// A server of its own for a test, on free ports; killed when the test ends.
pub(crate) struct Serve {
    pub(super) child: Child,
    pub(crate) first_line: Value,
    pub(crate) ready: Ready,
    pub(super) attempts: Receiver<Value>,
    pub(super) errors: Receiver<String>,
    /// Its standard output, where a test does not read it.
    pub(super) unread: Option<BufReader<ChildStdout>>,
    /// Of the server's folder.
    pub(crate) home: TempDir,
}

/// Its first line.
#[derive(Deserialize)]
pub(crate) struct Ready {
    pub(crate) imap: SocketAddr,
    pub(crate) imaps: SocketAddr,
    pub(crate) submission: SocketAddr,
    pub(crate) submissions: SocketAddr,
    pub(crate) pop3: SocketAddr,
    pub(crate) pop3s: SocketAddr,
    pub(crate) sieve: SocketAddr,
    #[serde(deserialize_with = "or_none")]
    pub(crate) ca: PathBuf,
    pub(crate) messages: PathBuf,
}

/// Empty where the server has a certificate of somebody else's.
fn or_none<'de, D: Deserializer<'de>>(ca: D) -> Result<PathBuf, D::Error> {
    Ok(Option::deserialize(ca)?.unwrap_or_default())
}

impl Serve {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// With these arguments besides.
    pub(crate) fn with(more: &[&str]) -> Self {
        let user = format!("{USER}:{PASSWORD}");
        Self::run(&[&["--user", &user], more].concat())
    }

    /// With these arguments alone.
    pub(crate) fn bare(more: &[&str]) -> Self {
        Self::run(more)
    }

    /// With the accounts of a database.
    pub(crate) fn on(data: &Data) -> Self {
        Self::run_on(data, &[])
    }

    /// .. and these arguments besides. Wrong passwords are what many tests are about, so they may have as many as they
    /// like, unless they ask for limits.
    pub(crate) fn run_on(data: &Data, more: &[&str]) -> Self {
        let is_limited = more.iter().any(|word| word.starts_with("--limit") || *word == "--no-limits");
        let limits: &[&str] = if is_limited { &[] } else { &["--no-limits"] };
        Self::run(&[&data.option()[..], more, limits].concat())
    }

    /// .. and with the limits that there are by default.
    pub(crate) fn on_limited(data: &Data) -> Self {
        Self::run(&data.option())
    }

    fn run(more: &[&str]) -> Self {
        Self::greeting(Self::spawn(command(&[]), more, &[]))
    }

    /// By a command that runs the program with what is added to it.
    pub(crate) fn run_by(command: Command, more: &[&str]) -> Self {
        Self::greeting(Self::spawn(command, more, &[]))
    }

    /// .. and these variables.
    pub(crate) fn run_with(more: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::greeting(Self::spawn(command(&[]), more, variables))
    }

    fn greeting((mut child, home): (Child, TempDir)) -> Self {
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (tell, attempts) = channel();
        thread::spawn(move || {
            while let Some(Ok(line)) = lines.next() {
                let line: Value = serde_json::from_str(&line).expect("a line of JSON");
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        let errors = child.stderr.take().map(BufReader::new);
        let (tell, told) = channel();
        thread::spawn(move || {
            for line in errors.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
                // For whoever looks why a test has failed; nobody else may be listening.
                eprintln!("{line}");
                let _ = tell.send(line);
            }
        });
        let first_line = attempts.recv_timeout(BOUND).expect("a first line");
        let ready = Ready::deserialize(&first_line).expect("all fields");
        Self { child, first_line, ready, attempts, errors: told, unread: None, home }
    }

    /// The next attempt that the server tells of.
    #[track_caller]
    pub(crate) fn attempt(&self) -> Value {
        self.attempts.recv_timeout(BOUND).expect("an attempt is told")
    }

    /// How the next attempt ended.
    #[track_caller]
    pub(crate) fn result(&self) -> String {
        self.attempt()["result"].as_str().expect("a result").to_owned()
    }

    /// What it has said on its standard error, with `--log`.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).expect("it was told to say something")
    }

    /// Attempts that have been told and not been looked at.
    pub(crate) fn no_more_attempts(&self) -> bool {
        self.attempts.try_recv().is_err()
    }

    /// Where this protocol begins in the clear.
    pub(crate) fn address(&self, protocol: Protocol) -> SocketAddr {
        let Ready { imap, submission, pop3, sieve, .. } = self.ready;
        protocol.pick([imap, submission, pop3, sieve])
    }

    /// The ports inside TLS.
    pub(crate) fn implicit(&self) -> [SocketAddr; 3] {
        [self.ready.imaps, self.ready.submissions, self.ready.pop3s]
    }

    /// A connection in the clear, its greeting read and, in SMTP, EHLO said.
    pub(crate) fn clear(&self, protocol: Protocol) -> Wire {
        Wire::plain(self.address(protocol)).greeted(protocol)
    }

    /// The same inside TLS: from its beginning, or by STARTTLS where there is no port for that.
    pub(crate) fn tls(&self, protocol: Protocol) -> Wire {
        if protocol == Protocol::Sieve {
            return self.started(protocol);
        }
        let [imaps, submissions, pop3s] = self.implicit();
        let address = protocol.pick([imaps, submissions, pop3s, pop3s]);
        Wire::tls(address, &self.ready.ca).greeted(protocol)
    }

    /// The same by STARTTLS; what the server says after the handshake has been read.
    pub(crate) fn started(&self, protocol: Protocol) -> Wire {
        let mut wire = self.clear(protocol);
        wire.send(protocol.starttls());
        let line = wire.line();
        assert!(line.starts_with(protocol.pick(["t OK ", "220 ", "+OK ", "OK "])), "{line}");
        let mut wire = wire.start_tls(&self.ready.ca);
        match protocol {
            Protocol::Smtp => drop(wire.smtp("EHLO client.example")),
            Protocol::Sieve => drop(wire.answer()),
            Protocol::Imap | Protocol::Pop3 => {}
        }
        wire
    }

    /// The same, logged in.
    pub(crate) fn logged_in(&self, protocol: Protocol) -> Wire {
        let mut wire = self.clear(protocol);
        assert!(wire.log_in(protocol), "the right password");
        assert_eq!(self.result(), "accepted");
        wire
    }

    /// The mechanisms as submission lists them: those of every protocol.
    pub(crate) fn offered(&self, tls: bool) -> String {
        let mut wire = if tls { self.started(Protocol::Smtp) } else { self.clear(Protocol::Smtp) };
        let lines = wire.smtp("EHLO client.example");
        lines.iter().find_map(|line| line.strip_prefix("250-AUTH ")).expect("a list").to_owned()
    }

    pub(crate) fn ca(&self) -> &str {
        self.ready.ca.to_str().expect("a path in UTF-8")
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGTERM.
    pub(crate) fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("a process to tell");
    }

    /// Wait until it has said this on its standard error.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) {
        while !self.errors.recv_timeout(BOUND).expect("it is said").contains(text) {}
    }

    /// Wait for its end.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let mut status = None;
        until("the server ends", || {
            status = self.child.try_wait().expect("a child");
            status.is_some()
        });
        status.expect("a status")
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
