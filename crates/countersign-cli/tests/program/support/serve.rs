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

/// A server for one test, on free ports; killed when the test ends.
pub(crate) struct Serve {
    pub(super) child: Child,
    pub(crate) first_line: Value,
    pub(crate) ready: Ready,
    pub(super) attempts: Receiver<Value>,
    pub(super) errors: Receiver<String>,
    /// Its standard output, where a test does not read it.
    pub(super) unread: Option<BufReader<ChildStdout>>,
    /// Lines of the server's standard error.
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

/// Empty if the server has a certificate of another authority.
fn or_none<'de, D: Deserializer<'de>>(ca: D) -> Result<PathBuf, D::Error> {
    Ok(Option::deserialize(ca)?.unwrap_or_default())
}

impl Serve {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Starts it with these additional arguments.
    pub(crate) fn with(more: &[&str]) -> Self {
        let user = format!("{USER}:{PASSWORD}");
        Self::run(&[&["--user", &user], more].concat())
    }

    /// Starts it with these arguments only.
    pub(crate) fn bare(more: &[&str]) -> Self {
        Self::run(more)
    }

    /// Starts it with the accounts of a database.
    pub(crate) fn on(data: &Data) -> Self {
        Self::run_on(data, &[])
    }

    /// Starts it with these additional arguments. Many tests use wrong passwords, so there are no rate limits unless
    /// requested.
    pub(crate) fn run_on(data: &Data, more: &[&str]) -> Self {
        let is_limited = more.iter().any(|word| word.starts_with("--limit") || *word == "--no-limits");
        let limits: &[&str] = if is_limited { &[] } else { &["--no-limits"] };
        Self::run(&[&data.option()[..], more, limits].concat())
    }

    /// Starts it with the default rate limits.
    pub(crate) fn on_limited(data: &Data) -> Self {
        Self::run(&data.option())
    }

    fn run(more: &[&str]) -> Self {
        Self::greeting(Self::spawn(command(&[]), more, &[]))
    }

    /// Starts it by a command that runs the program with additional arguments.
    pub(crate) fn run_by(command: Command, more: &[&str]) -> Self {
        Self::greeting(Self::spawn(command, more, &[]))
    }

    /// Starts it with these variables.
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
                // For the analysis of failed tests; there may be no receiver.
                eprintln!("{line}");
                let _ = tell.send(line);
            }
        });
        let first_line = attempts.recv_timeout(BOUND).expect("a first line");
        let ready = Ready::deserialize(&first_line).expect("all fields");
        Self { child, first_line, ready, attempts, errors: told, unread: None, home }
    }

    /// Returns the next reported attempt.
    #[track_caller]
    pub(crate) fn attempt(&self) -> Value {
        self.attempts.recv_timeout(BOUND).expect("an attempt is reported")
    }

    /// Returns the result of the next attempt.
    #[track_caller]
    pub(crate) fn result(&self) -> String {
        self.attempt()["result"].as_str().expect("a result").to_owned()
    }

    /// Returns what it has written to standard error, with `--log`.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).expect("it was started with --log")
    }

    /// Returns whether all reported attempts have been read.
    pub(crate) fn no_more_attempts(&self) -> bool {
        self.attempts.try_recv().is_err()
    }

    /// Returns the address of this protocol without implicit TLS.
    pub(crate) fn address(&self, protocol: Protocol) -> SocketAddr {
        let Ready { imap, submission, pop3, sieve, .. } = self.ready;
        protocol.pick([imap, submission, pop3, sieve])
    }

    /// Returns the ports with implicit TLS.
    pub(crate) fn implicit(&self) -> [SocketAddr; 3] {
        [self.ready.imaps, self.ready.submissions, self.ready.pop3s]
    }

    /// Connects in cleartext and reads the greeting; in SMTP sends EHLO.
    pub(crate) fn clear(&self, protocol: Protocol) -> Wire {
        Wire::plain(self.address(protocol)).greeted(protocol)
    }

    /// Connects with TLS: implicit, or by STARTTLS where there is no port for that.
    pub(crate) fn tls(&self, protocol: Protocol) -> Wire {
        if protocol == Protocol::Sieve {
            return self.started(protocol);
        }
        let [imaps, submissions, pop3s] = self.implicit();
        let address = protocol.pick([imaps, submissions, pop3s, pop3s]);
        Wire::tls(address, &self.ready.ca).greeted(protocol)
    }

    /// Connects by STARTTLS; the server's output after the handshake has been read.
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

    /// Connects and logs in.
    pub(crate) fn logged_in(&self, protocol: Protocol) -> Wire {
        let mut wire = self.clear(protocol);
        assert!(wire.log_in(protocol), "the right password");
        assert_eq!(self.result(), "accepted");
        wire
    }

    /// Returns the mechanisms that submission lists: those of every protocol.
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

    /// Sends SIGTERM.
    pub(crate) fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("a process to signal");
    }

    /// Waits until it has written this to standard error.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) {
        while !self.errors.recv_timeout(BOUND).expect("it is written").contains(text) {}
    }

    /// Waits for its end.
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
