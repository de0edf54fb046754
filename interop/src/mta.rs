//! What Exim and Postfix have in common: a port for each kind of TLS, a user of their own, and a log that says when a client
//! has left.
use crate::{
    cell::Tls,
    process::{read, wait_for},
};
use std::{net::TcpStream, path::Path, time::Duration};

/// A port for each of these.
pub(crate) fn kinds() -> Vec<Tls> {
    [&[Tls::None], &Tls::ENCRYPTED[..]].concat()
}

/// The port of this kind.
pub(crate) fn port(ports: [u16; 5], tls: Tls) -> Result<u16, String> {
    let found = kinds().into_iter().zip(ports).find(|(kind, _)| *kind == tls);
    Ok(found.ok_or("no port")?.1)
}

/// A user of this machine.
pub(crate) fn user(name: &str) -> Option<u32> {
    let passwd = read(Path::new("/etc/passwd"));
    let line = passwd.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(":x:"));
    line.and_then(|rest| rest.split(':').next()?.parse().ok())
}

/// Somebody listens at these, and what has been said to the visitors who have looked is in the log: their farewells come
/// before the first cell.
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
