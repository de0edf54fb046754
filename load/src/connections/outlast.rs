//! A client that stalls until the server closes the connection.
use super::stall::{Stall, Stalled};
use std::{io, time::Duration};

/// The interval at which a client that reads nothing checks whether the connection is open.
const LOOK: Duration = Duration::from_millis(100);

/// Waits until the server closes the connection on its own. Data that it has sent before is read and discarded,
/// unless that would unblock it.
pub async fn ended(stall: Stall, stalled: Stalled) -> io::Result<()> {
    let mut stream = match stalled {
        Stalled::Bare(stream) => stream,
        Stalled::Tls(wire) => wire.into_stream(),
    };
    if stall == Stall::Deaf {
        // A server that has closed the connection answers data with a reset. Nothing is read here, because that
        // would unblock it.
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
