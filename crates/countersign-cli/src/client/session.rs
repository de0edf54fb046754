//! A connection to a server, up to the point where it can be logged in to.
use super::{error::LoginError, protocol::Protocol, trace::Trace};
use crate::net::{Line, Lines, Stream};
use countersign::{
    Bindings, Security,
    keys::rustls::Credential,
    mail::{imap::capability::Capabilities, literal::Literal},
    sasl::client::Connection,
};
use std::{sync::Arc, time::Duration};
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
    /// For a server that asks for a key.
    pub(super) key: Option<Arc<Credential>>,
    /// The server has greeted the key's owner as logged in.
    pub(super) preauth: bool,
}

/// A server may take its time, but not for ever.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// No reply here is longer.
const LINE: usize = 65_536;

impl Session {
    /// The facts that a mechanism is chosen by.
    pub(super) fn connection(&self) -> Connection {
        let connection =
            Connection::new(self.protocol.profile(), self.security).with_bindings(self.bindings.clone());
        if self.has_presented_a_key() { connection.with_external() } else { connection }
    }

    /// The server has asked for a key inside this TLS, and was given one.
    pub(super) fn has_presented_a_key(&self) -> bool {
        self.security != Security::Clear && self.key.as_ref().is_some_and(|key| key.was_presented())
    }

    /// The next line; in ManageSieve with the literals in it.
    pub(super) async fn read(&mut self) -> Result<Zeroizing<Vec<u8>>, LoginError> {
        let whole = timeout(PATIENCE, async {
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
        whole.await.map_err(|_| LoginError::Connection("the server has stopped answering".into()))?
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
        let written = timeout(PATIENCE, self.lines.write(octets)).await;
        written.map_err(|_| LoginError::Connection("the server has stopped reading".into()))??;
        Ok(())
    }

    /// Say goodbye, whether or not the server listens.
    pub(crate) async fn close(mut self) {
        let _ = self.write(self.protocol.farewell().as_bytes()).await;
        let _ = timeout(Duration::from_secs(1), self.lines.close()).await;
    }
}

fn closed() -> LoginError {
    LoginError::Connection("the server has closed the connection".into())
}
