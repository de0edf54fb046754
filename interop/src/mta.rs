//! The common part of Exim and Postfix: a port for each kind of TLS, a separate user, and a log line for a
//! disconnected client.
use crate::{
    cell::Tls,
    process::{read, wait_for},
};
use std::{net::TcpStream, path::Path, time::Duration};

/// Returns the kinds of TLS that have a port.
pub(crate) fn kinds() -> Vec<Tls> {
    [&[Tls::None], &Tls::ENCRYPTED[..]].concat()
}

/// Returns the port of this kind.
pub(crate) fn port(ports: [u16; 5], tls: Tls) -> Result<u16, String> {
    let found = kinds().into_iter().zip(ports).find(|(kind, _)| *kind == tls);
    Ok(found.ok_or("no port")?.1)
}

/// Returns the ID of a user of this machine.
pub(crate) fn user(name: &str) -> Option<u32> {
    let passwd = read(Path::new("/etc/passwd"));
    let line = passwd.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(":x:"));
    line.and_then(|rest| rest.split(':').next()?.parse().ok())
}

/// Returns whether all ports are open and the log contains the connections of the readiness checks, so that they
/// precede the first cell.
pub(crate) fn is_up(
    name: &str,
    ports: &[u16],
    (log, farewell): (&Path, &str),
    mut is_gone: impl FnMut() -> bool,
) -> Result<(), String> {
    let up = || {
        let up = ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok());
        (up || is_gone()).then_some(up)
    };
    if wait_for(Duration::from_secs(20), up) != Some(true) {
        return Err(format!("{name} does not start; see {}", log.display()));
    }
    let gone = || (read(log).matches(farewell).count() >= ports.len()).then_some(());
    wait_for(Duration::from_secs(10), gone).ok_or(format!("{name} does not notice that a client has left"))
}
