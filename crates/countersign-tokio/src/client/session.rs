//! A connection to a server, up to the point where the login can begin.
use super::{error::LoginError, protocol::Protocol, trace::Trace};
use crate::{net::Line, net::Lines, net::Stream};
use countersign::{
    Bindings, Security,
    keys::rustls::Credential,
    mail::{imap::capability::Capabilities, literal::Literal},
    sasl::client::Connection,
};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use zeroize::Zeroizing;

/// An open connection. The offered mechanisms and the channel bindings are what a man in the middle would change, so its
/// demonstration changes them here.
pub struct Session {
    pub(super) lines: Lines<Stream>,
    pub(super) protocol: Protocol,
    pub(super) trace: Trace,
    pub(super) security: Security,
    /// The channel bindings of the connection.
    pub bindings: Bindings,
    /// The mechanisms that the server lists in the present state of TLS.
    pub mechanisms: Vec<String>,
    /// The capabilities that affect the IMAP command.
    pub(super) capabilities: Capabilities,
    /// The client key.
    pub(super) key: Option<Arc<Credential>>,
    /// The server's greeting was PREAUTH.
    pub(super) preauth: bool,
}

/// The longest wait for a reply.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);
/// The longest reply line in octets.
const LINE: usize = 65_536;

impl Session {
    /// Returns the facts by which a mechanism is chosen.
    pub(super) fn connection(&self) -> Connection {
        let connection =
            Connection::new(self.protocol.profile(), self.security).with_bindings(self.bindings.clone());
        if self.has_presented_a_key() { connection.with_external() } else { connection }
    }

    /// Returns whether the server has requested a key inside this TLS session and received one.
    pub(super) fn has_presented_a_key(&self) -> bool {
        self.security != Security::Clear && self.key.as_ref().is_some_and(|key| key.was_presented())
    }

    /// Reads the next line; in ManageSieve including its literals.
    pub(super) async fn read(&mut self) -> Result<Zeroizing<Vec<u8>>, LoginError> {
        let whole = timeout(TIMEOUT, async {
            let mut whole = self.line(LINE).await?;
            let mut announced = Literal::at_end_of(&whole);
            while let (Protocol::Sieve, Some(Literal { length, .. })) = (self.protocol, announced) {
                let room = LINE.saturating_sub(whole.len());
                let room = room.checked_sub(length).ok_or(LoginError::protocol("a literal is too long"))?;
                let literal = self.lines.read_exact(length).await?.ok_or_else(closed)?;
                let rest = self.line(room).await?;
                whole = Zeroizing::new([whole.as_slice(), b"\r\n", &literal, &rest].concat());
                announced = Literal::at_end_of(&rest);
            }
            Ok(whole)
        });
        whole.await.map_err(|_| LoginError::Connection("timeout: the server does not answer".into()))?
    }

    async fn line(&mut self, limit: usize) -> Result<Zeroizing<Vec<u8>>, LoginError> {
        match self.lines.read(limit).await? {
            None => Err(closed()),
            Some(Line::Text(line)) => Ok(line),
            Some(Line::TooLong(_)) => Err(LoginError::protocol("a line is too long")),
            Some(Line::BareLf(_)) => Err(LoginError::protocol("a line ends in LF alone")),
        }
    }

    pub(super) async fn write(&mut self, octets: &[u8]) -> Result<(), LoginError> {
        let written = timeout(TIMEOUT, self.lines.write(octets)).await;
        written.map_err(|_| LoginError::Connection("timeout: the server does not read".into()))??;
        Ok(())
    }

    /// Sends a logout, whether or not the server reads it.
    pub async fn close(mut self) {
        let _ = self.write(self.protocol.farewell().as_bytes()).await;
        let _ = timeout(Duration::from_secs(1), self.lines.close()).await;
    }
}

fn closed() -> LoginError {
    LoginError::Connection("the server closed the connection".into())
}
