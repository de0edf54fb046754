//! From a URL to a session: connecting, TLS, capabilities.
use super::{
    dialect,
    error::LoginError,
    session::{Session, TIMEOUT},
    trace::Trace,
    url::Url,
};
use crate::{net::Lines, net::Stream, tls, tls::Connector, tls::Stack, tls::Trust};
use countersign::{Bindings, Security, keys::rustls::Credential, mail::imap::capability::Capabilities};
use std::sync::Arc;
use tokio::{net::TcpStream, time::timeout};
use tracing::debug;

/// The server to log in to, and its TLS trust.
#[derive(Clone, Debug)]
pub struct Target {
    /// The server.
    pub url: Url,
    /// Which certificates of the server are trusted.
    pub trust: Trust,
    /// The TLS library.
    pub stack: Stack,
    /// Continue in cleartext if the server has no STARTTLS.
    pub plaintext: bool,
    /// The client key. It records whether the server requested it, so it is for one connection.
    pub key: Option<Arc<Credential>>,
}

impl Session {
    /// Connects, begins TLS, reads the capabilities.
    pub async fn open(target: &Target, trace: Trace) -> Result<Self, LoginError> {
        let Target { url, plaintext, key, .. } = target;
        let unreachable = |why: String| LoginError::Connection(format!("cannot connect to {url}: {why}"));
        debug!(%url, "connecting");
        let address = (url.host.as_str(), url.port);
        let stream = timeout(TIMEOUT, TcpStream::connect(address))
            .await
            .map_err(|_| unreachable("no answer".into()))?
            .map_err(|error| unreachable(error.to_string()))?;
        // Messages are short, and each waits for a reply.
        let _ = stream.set_nodelay(true);
        let mut session = Self {
            lines: Lines::new(Stream::Plain(stream)),
            protocol: url.protocol,
            trace,
            security: Security::Clear,
            bindings: Bindings::NONE,
            mechanisms: Vec::new(),
            capabilities: Capabilities::default(),
            key: key.clone(),
            preauth: false,
        };
        if url.implicit_tls {
            session = session.handshake(target).await?;
        }
        let starttls = dialect::greet(&mut session).await?;
        match (url.implicit_tls, starttls, plaintext) {
            (true, ..) | (false, false, true) => Ok(session),
            (false, false, false) => Err(LoginError::Connection(
                "the server does not offer STARTTLS; --plaintext continues without encryption".into(),
            )),
            (false, true, _) => {
                dialect::start_tls(&mut session).await?;
                // Cleartext capabilities may be an attacker's: forget all of them.
                session.mechanisms.clear();
                session.capabilities = Capabilities::default();
                session = session.handshake(target).await?;
                dialect::list(&mut session).await?;
                Ok(session)
            }
        }
    }

    async fn handshake(self, target: &Target) -> Result<Self, LoginError> {
        let Target { url, trust, stack, .. } = target;
        let failed = |why: String| LoginError::Connection(format!("TLS with {url} failed: {why}"));
        let Stream::Plain(stream) = self.lines.into_stream() else {
            return Err(failed("TLS is already active".into()));
        };
        let connector =
            Connector::new(*stack, trust, self.key.clone()).map_err(|error| failed(error.to_string()))?;
        let shaken = timeout(TIMEOUT, connector.connect(&url.host, stream)).await;
        let stream =
            shaken.map_err(|_| failed("no answer".into()))?.map_err(|error| failed(tls::describe(&error)))?;
        self.trace.show('*', b"TLS");
        debug!(version = stream.version(), "TLS established");
        Ok(Self {
            bindings: stream.bindings(None),
            lines: Lines::new(Stream::Tls(stream)),
            security: trust.security(),
            ..self
        })
    }
}
