//! A client that stalls, for as long as the server lets it.
use super::stall::{Stall, Stalled};
use std::{io, time::Duration};

/// How often a client that reads nothing looks whether it is still heard.
const LOOK: Duration = Duration::from_millis(100);

/// Waits for the server to end it, which it must without being asked. What it has sent before is read and thrown away,
/// unless that would wake it.
pub async fn ended(stall: Stall, stalled: Stalled) -> io::Result<()> {
    let mut stream = match stalled {
        Stalled::Bare(stream) => stream,
        Stalled::Tls(wire) => wire.into_stream(),
    };
    if stall == Stall::Deaf {
        // A server that has closed answers what is sent to it with a reset; nothing is read here, which would wake it.
        loop {
            if stream.take_error()?.is_some() {
                return Ok(());
            }
            match stream.try_write(b"n") {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return Ok(()),
            }
            tokio::time::sleep(LOOK).await;
        }
    }
    let mut nowhere = tokio::io::sink();
    match tokio::io::copy(&mut stream, &mut nowhere).await {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Ok(()),
        Err(error) => Err(error),
    }
}
