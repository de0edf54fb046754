//! Programs and sockets.
use crate::support::SECOND;
use std::{
    io::Read as _,
    os::unix::{net::UnixStream, process::CommandExt as _},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A daemon, which is killed at the end of its test.
pub(super) struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        // TERM, so that Dovecot's master ends its processes.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

pub(super) fn start(program: &str, arguments: &[&str]) -> Daemon {
    // A process group of its own: saslauthd ends all processes of its group when it ends.
    let quiet = Command::new(program)
        .process_group(0)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Daemon(quiet.unwrap_or_else(|error| panic!("{program}: {error}")))
}

/// Waits until a daemon listens.
pub(super) fn connected(path: &Path) -> UnixStream {
    let began = Instant::now();
    loop {
        match UnixStream::connect(path) {
            Ok(stream) => {
                stream.set_read_timeout(Some(20 * SECOND)).unwrap();
                return stream;
            }
            Err(error) if began.elapsed() > 20 * SECOND => panic!("{}: {error}", path.display()),
            Err(_) => thread::sleep(Duration::from_millis(20)),
        }
    }
}

pub(super) fn more(stream: &mut UnixStream) -> Vec<u8> {
    let mut octets = [0; 4096];
    let length = stream.read(&mut octets).unwrap();
    assert!(length > 0, "the peer has closed");
    octets[..length].to_vec()
}
