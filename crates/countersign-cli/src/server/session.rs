//! What every session of the server shares, and what one of them knows.
use super::{
    attempt::{Attempt, Report},
    exchange::{self, Outcome},
    live::{Current, Live},
    login::Login,
    peer::Peer,
    protocol::Protocol,
    refused_keys::RefusedKeys,
    spool::Spool,
};
use crate::{
    accounts::{Directory, Entering},
    net::{Conversation, Ended, Stream},
};
use countersign::{
    account::Standing,
    core::server::{Offer, Rejection, Verdict},
    entropy,
    keys::TlsStart,
    mail::{Reason, base64::Decoded, limits},
};
use std::{net::IpAddr, sync::Arc};
use zeroize::Zeroizing;

/// What all sessions share.
pub(crate) struct Service {
    pub(crate) accounts: Directory,
    pub(crate) spool: Spool,
    pub(crate) report: Report,
    pub(crate) refused_keys: RefusedKeys,
    /// What can change while the server runs.
    pub(crate) current: Current,
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
    /// What is in force for this connection.
    pub(super) live: Arc<Live>,
    pub(super) id: u64,
    /// The client's address.
    pub(super) remote: IpAddr,
    pub(super) protocol: Protocol,
    pub(super) tls: Tls,
    /// By the key of its present state of TLS.
    pub(super) peer: Peer,
    /// For the present state of TLS.
    pub(super) offer: Offer,
    /// Who is logged in with their own password.
    pub(super) owner: Option<Standing>,
}

impl Session {
    pub(super) async fn new(
        service: Arc<Service>,
        live: Arc<Live>,
        id: u64,
        remote: IpAddr,
        protocol: Protocol,
        stream: &Stream,
    ) -> Self {
        let tls = if matches!(stream, Stream::Tls(_)) { Tls::Implicit } else { Tls::None };
        let peer = Peer::identify(live.proofs(&service.accounts), protocol, TlsStart::Implicit, stream).await;
        let offer = live.offer(&service.accounts, protocol, &peer, stream);
        let session = Self { service, live, id, remote, protocol, tls, peer, offer, owner: None };
        session.tell_of_key();
        session
    }

    /// STARTTLS: forget what was read ahead, shake hands, compute the offer anew. `None` when that fails; the
    /// connection is then gone.
    pub(super) async fn start_tls(&mut self, conversation: Conversation) -> Option<Conversation> {
        let (stream, mut stop, patience) = conversation.into_stream();
        let Stream::Plain(stream) = stream else { return None };
        self.live = self.service.current.get();
        let stream = Stream::Tls(self.live.handshake(stream, &mut stop).await.ok()?);
        self.tls = Tls::Starttls;
        let proofs = self.live.proofs(&self.service.accounts);
        self.peer = Peer::identify(proofs, self.protocol, TlsStart::Starttls, &stream).await;
        self.offer = self.live.offer(&self.service.accounts, self.protocol, &self.peer, &stream);
        self.tell_of_key();
        let mut conversation = Conversation::new(stream, stop, patience);
        if self.peer.is_turned_away() {
            conversation.close(&self.protocol.farewell(&Ended::Unavailable)).await;
            return None;
        }
        conversation.hold(self.peer.ticket());
        Some(conversation)
    }

    /// A login by the key alone is told as one; a key that is nobody's is no attempt, and is told as what it is.
    fn tell_of_key(&self) {
        if let Some((mechanism, account)) = self.peer.logged_in() {
            (self.service.report)(&self.attempt().without_a_word(mechanism, account));
        } else if let Some(why_not) = self.peer.why_not {
            let seen = self.service.refused_keys.count(why_not);
            (self.service.report)(&self.attempt().no_attempt(why_not.word(), seen));
        }
    }

    pub(super) fn attempt(&self) -> Attempt {
        let (protocol, tls) = (self.protocol.name(), self.tls.name());
        Attempt::new(self.id, self.remote, protocol, tls, self.peer.fingerprint.clone())
    }

    /// PLAIN is offered, and with it every command that is PLAIN by another name.
    pub(super) fn takes_passwords(&self) -> bool {
        self.offer.names().any(|name| name == "PLAIN")
    }

    /// The longest initial response or response that is read, as it is encoded.
    pub(super) fn limit(&self) -> usize {
        limits::response_line(self.offer.max_message())
    }

    /// Run an exchange by its mechanism's name and what has been read after it. The attempt is reported; an error means
    /// that the client is gone.
    pub(super) async fn log_in(
        &self,
        conversation: &mut Conversation,
        name: &[u8],
        initial: Result<Option<Decoded>, Rejection>,
    ) -> Result<Login, Ended> {
        let name = String::from_utf8_lossy(name);
        match initial {
            Ok(initial) => self.log_in_as(None, conversation, &name, initial.as_deref()).await,
            Err(why) => {
                let attempt = self.attempt();
                let mechanism = self.offer.names().find(|offered| offered.eq_ignore_ascii_case(&name));
                (self.service.report)(&attempt.not_begun(mechanism, why));
                Ok(Login::Refused(why.into()))
            }
        }
    }

    /// Run PLAIN for a command that is PLAIN by another name, under PLAIN's rules; it is reported under that name.
    pub(super) async fn log_in_with_password(
        &self,
        reported: &'static str,
        conversation: &mut Conversation,
        user: &[u8],
        password: &[u8],
    ) -> Result<Login, Ended> {
        let room = user.len().saturating_add(password.len()).saturating_add(2);
        let mut message = Zeroizing::new(Vec::with_capacity(room));
        message.push(0);
        message.extend_from_slice(user);
        message.push(0);
        message.extend_from_slice(password);
        self.log_in_as(Some(reported), conversation, "PLAIN", Some(&message)).await
    }

    async fn log_in_as(
        &self,
        reported: Option<&'static str>,
        conversation: &mut Conversation,
        name: &str,
        initial: Option<&[u8]>,
    ) -> Result<Login, Ended> {
        let mut attempt = self.attempt();
        attempt.mechanism = reported;
        let Ok(entropy) = entropy() else { return Ok(Login::Refused(Reason::Unavailable)) };
        let step = match self.offer.start(name, initial, entropy) {
            Ok(step) => step,
            Err(why) => {
                (self.service.report)(&attempt.not_offered(why));
                return Ok(Login::Refused(why.into()));
            }
        };
        let (protocol, peer, tokens) = (self.protocol.name(), &self.peer, self.live.offering.tokens());
        let mut entering = Entering::new(&self.service.accounts, tokens, protocol, peer.known(), &peer.after);
        let Outcome { verdict, lost } = exchange::run(step, conversation, &mut entering, self.protocol).await;
        (self.service.report)(&attempt.ended(&verdict));
        let mut owner = None;
        if let Verdict::Accepted(accepted) = &verdict {
            owner = entering.of_own_password(accepted);
            conversation.hold(entering.enter(accepted));
        }
        lost.map_or_else(|| Ok(Login::new(&verdict, owner)), Err)
    }
}
