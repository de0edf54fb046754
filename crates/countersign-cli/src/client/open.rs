//! From an address to a session: connect, begin TLS, read what the server offers.
use super::{
    dialect,
    error::LoginError,
    session::{PATIENCE, Session},
    trace::Trace,
    url::Url,
};
use crate::{
    net::{Lines, Stream},
    tls::{self, Connector, Stack, Trust},
};
use countersign::{Bindings, Security, keys::rustls::Credential, mail::imap::capability::Capabilities};
use std::sync::Arc;
use tokio::{net::TcpStream, time::timeout};
use tracing::debug;

/// Where to log in, and what TLS is believed.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) url: Url,
    pub(crate) trust: Trust,
    /// The library that speaks it.
    pub(crate) stack: Stack,
    /// Go on in the clear where the server has no STARTTLS.
    pub(crate) plaintext: bool,
    /// For a server that asks for a key. It knows whether one did, so it is for one connection.
    pub(crate) key: Option<Arc<Credential>>,
}

impl Session {
    /// Connect, begin TLS, read what the server offers.
    pub(crate) async fn open(target: &Target, trace: Trace) -> Result<Self, LoginError> {
        let Target { url, plaintext, key, .. } = target;
        let unreachable = |why: String| LoginError::Connection(format!("no connection to {url}: {why}"));
        debug!(%url, "connecting");
        let address = (url.host.as_str(), url.port);
        let stream = timeout(PATIENCE, TcpStream::connect(address))
            .await
            .map_err(|_| unreachable("no answer".into()))?
            .map_err(|error| unreachable(error.to_string()))?;
        // Messages are short and each is waited for.
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
                "the server does not offer STARTTLS; --plaintext goes on without, and anybody can listen"
                    .into(),
            )),
            (false, true, _) => {
                dialect::start_tls(&mut session).await?;
                // What was learned in the clear may be an attacker's: all of it is forgotten.
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
        let failed = |why: String| LoginError::Connection(format!("no TLS with {url}: {why}"));
        let Stream::Plain(stream) = self.lines.into_stream() else {
            return Err(failed("it has begun already".into()));
        };
        let connector =
            Connector::new(*stack, trust, self.key.clone()).map_err(|error| failed(error.to_string()))?;
        let shaken = timeout(PATIENCE, connector.connect(&url.host, stream)).await;
        let stream =
            shaken.map_err(|_| failed("no answer".into()))?.map_err(|error| failed(tls::in_words(&error)))?;
        self.trace.show('*', b"TLS");
        debug!(version = stream.version(), "inside TLS");
        Ok(Self {
            bindings: stream.bindings(None),
            lines: Lines::new(Stream::Tls(stream)),
            security: trust.security(),
            ..self
        })
    }
}
