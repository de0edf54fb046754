//! What every session of the server shares, and what one of them knows.
use super::{
    attempt::{Attempt, Report},
    exchange::{self, Challenge, Outcome},
    sabotage::{self, Sabotage},
    spool::Spool,
};
use crate::{
    accounts::{Directory, Entering},
    net::{Conversation, Ended, Stream, stopped},
    tls,
};
use countersign::{
    Bindings, Security,
    core::{
        Profile,
        server::{Connection, Offer, Rejection, Verdict},
    },
    entropy,
    mail::{Reason, limits, line::read_initial},
};
use std::{io, sync::Arc, time::Duration};
use tokio::{net::TcpStream, sync::watch, time::timeout};
use tokio_rustls::{TlsAcceptor, TlsStream};

/// What all sessions share.
pub(crate) struct Service {
    pub(crate) accounts: Directory,
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) spool: Spool,
    pub(crate) report: Report,
    /// How long a client may be silent before it is logged in.
    pub(crate) patience: Duration,
}

impl Service {
    /// The server's half of a TLS handshake; given up when the server stops.
    pub(super) async fn handshake(
        &self,
        stream: TcpStream,
        stop: &mut watch::Receiver<bool>,
    ) -> io::Result<Box<TlsStream<TcpStream>>> {
        let accepted = tokio::select! {
            () = stopped(stop) => return Err(io::ErrorKind::Interrupted.into()),
            accepted = timeout(self.patience, self.acceptor.accept(stream)) => accepted,
        };
        Ok(Box::new(accepted.map_err(io::Error::from)??.into()))
    }
}

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tls {
    None,
    Starttls,
    Implicit,
}

impl Tls {
    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Starttls => "starttls",
            Self::Implicit => "implicit",
        }
    }
}

/// One connection, as far as logging in is concerned.
pub(super) struct Session {
    pub(super) service: Arc<Service>,
    pub(super) id: u64,
    pub(super) protocol: &'static str,
    pub(super) tls: Tls,
    /// For the present state of TLS.
    pub(super) offer: Offer,
}

/// What the client is told about its login.
pub(super) enum Login {
    /// It is in, as this account.
    Accepted(String),
    /// It is not.
    Refused(Reason),
}

impl Login {
    fn new(verdict: &Verdict) -> Self {
        match (verdict, sabotage::chosen()) {
            (Verdict::Accepted(_), Some(Sabotage::RefuseAll)) => Self::Refused(Reason::BadCredentials),
            (Verdict::Accepted(accepted), _) => Self::Accepted(accepted.account().into()),
            (Verdict::Rejected(_), Some(Sabotage::AcceptAll)) => Self::Accepted("anybody".into()),
            (Verdict::Rejected(rejected), Some(Sabotage::SkipBinding))
                if rejected.reason() == Rejection::BindingMismatch =>
            {
                Self::Accepted("anybody".into())
            }
            (Verdict::Rejected(rejected), _) => Self::Refused(rejected.reason().into()),
        }
    }
}

impl Session {
    pub(super) fn new(service: Arc<Service>, id: u64, protocol: &'static str, stream: &Stream) -> Self {
        let tls = if matches!(stream, Stream::Tls(_)) { Tls::Implicit } else { Tls::None };
        let offer = offer(&service, stream);
        Self { service, id, protocol, tls, offer }
    }

    /// STARTTLS: forget what was read ahead, shake hands, compute the offer anew. `None` when that fails; the
    /// connection is then gone.
    pub(super) async fn start_tls(&mut self, conversation: Conversation) -> Option<Conversation> {
        let (stream, mut stop, patience) = conversation.into_stream();
        let Stream::Plain(stream) = stream else { return None };
        let stream = Stream::Tls(self.service.handshake(stream, &mut stop).await.ok()?);
        self.tls = Tls::Starttls;
        self.offer = offer(&self.service, &stream);
        Some(Conversation::new(stream, stop, patience))
    }

    /// Run an exchange by its mechanism's name and what stands after it. The attempt is reported; an error means
    /// that the client is gone.
    pub(super) async fn log_in(
        &self,
        conversation: &mut Conversation,
        name: &str,
        argument: Option<&[u8]>,
        challenge: Challenge,
    ) -> Result<Login, Ended> {
        match read_initial(argument, limits::response_line(self.offer.max_message())) {
            Ok(initial) => self.log_in_as(None, conversation, name, initial.as_deref(), challenge).await,
            Err(why) => {
                let attempt = Attempt::new(self.id, self.protocol, self.tls.name());
                let mechanism = self.offer.names().find(|offered| offered.eq_ignore_ascii_case(name));
                (self.service.report)(&attempt.not_begun(mechanism, why));
                Ok(Login::Refused(why.into()))
            }
        }
    }

    /// The same with the initial response itself, reported under another name than the mechanism's: for commands
    /// that stand on a mechanism.
    pub(super) async fn log_in_as(
        &self,
        reported: Option<&'static str>,
        conversation: &mut Conversation,
        name: &str,
        initial: Option<&[u8]>,
        challenge: Challenge,
    ) -> Result<Login, Ended> {
        let mut attempt = Attempt::new(self.id, self.protocol, self.tls.name());
        attempt.mechanism = reported;
        let Ok(entropy) = entropy() else { return Ok(Login::Refused(Reason::Unavailable)) };
        let step = match self.offer.start(name, initial, entropy) {
            Ok(step) => step,
            Err(why) => {
                (self.service.report)(&attempt.not_offered(why));
                return Ok(Login::Refused(why.into()));
            }
        };
        let mut entering = Entering::new(&self.service.accounts);
        let Outcome { verdict, lost } = exchange::run(step, conversation, &mut entering, challenge).await;
        (self.service.report)(&attempt.ended(&verdict));
        if let Verdict::Accepted(_) = &verdict {
            conversation.hold(entering.enter());
        }
        lost.map_or_else(|| Ok(Login::new(&verdict)), Err)
    }
}

fn offer(service: &Service, stream: &Stream) -> Offer {
    let (security, bindings) = match stream {
        Stream::Plain(_) => (Security::Clear, Bindings::NONE),
        Stream::Tls(stream) => (Security::Verified, tls::bindings(stream)),
    };
    let connection = Connection::new(Profile::MAIL, security).with_bindings(bindings);
    service.accounts.registry().offer(&connection)
}
