//! A connection to a server, up to the point where it can be logged in to.
use super::{error::LoginError, trace::Trace, url::Protocol};
use crate::net::{Line, Lines, Stream};
use countersign::{
    Bindings, Security, core::Profile, core::client::Connection, mail::imap::capability::Capabilities,
};
use std::time::Duration;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// An open connection. What the server offers and what the line can be bound by are what an attacker in the
/// middle would change, so a demonstration of that changes them here.
pub(crate) struct Session {
    pub(super) lines: Lines<Stream>,
    pub(super) protocol: Protocol,
    pub(super) trace: Trace,
    pub(super) security: Security,
    pub(crate) bindings: Bindings,
    /// The mechanisms that the server lists, in the present state of TLS.
    pub(crate) mechanisms: Vec<String>,
    /// What IMAP needs to know to build its command.
    pub(super) capabilities: Capabilities,
}

/// A server may take its time, but not for ever.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// No reply here is longer.
const LINE: usize = 65_536;

impl Session {
    /// The facts that a mechanism is chosen by.
    pub(super) fn connection(&self) -> Connection {
        Connection::new(Profile::MAIL, self.security).with_bindings(self.bindings.clone())
    }

    pub(super) async fn read(&mut self) -> Result<Zeroizing<Vec<u8>>, LoginError> {
        let line = timeout(PATIENCE, self.lines.read(LINE)).await;
        match line.map_err(|_| LoginError::Connection("the server has stopped answering".into()))?? {
            None => Err(LoginError::Connection("the server has closed the connection".into())),
            Some(Line::Text(line)) => Ok(line),
            Some(Line::TooLong) => Err(LoginError::protocol("a line is too long")),
            Some(Line::BareLf) => Err(LoginError::protocol("a line ends in LF alone")),
        }
    }

    pub(super) async fn write(&mut self, octets: &[u8]) -> Result<(), LoginError> {
        let written = timeout(PATIENCE, self.lines.write(octets)).await;
        written.map_err(|_| LoginError::Connection("the server has stopped reading".into()))??;
        Ok(())
    }

    /// Say goodbye, whether or not the server listens.
    pub(crate) async fn close(mut self) {
        let farewell: &[u8] = match self.protocol {
            Protocol::Imap => b"z LOGOUT\r\n",
            Protocol::Smtp => b"QUIT\r\n",
        };
        let _ = self.write(farewell).await;
        let _ = timeout(Duration::from_secs(1), self.lines.close()).await;
    }
}
