//! The state of all sessions, and of one.
use super::{
    attempt::Report,
    client_name::ClientName,
    eviction::report_handshake,
    peer::Peer,
    protocol::Protocol,
    refused_keys::RefusedKeys,
    runtime_config::{Current, RuntimeConfig},
    spool::Spool,
    tls::Tls,
};
use crate::{Conversation, Ended};
use countersign::{
    account::AccountSnapshot,
    mail::{TlsStart, limits},
    sasl::server::Offer,
};
use countersign_accounts::{Certified, Directory, work::Pool};
use countersign_limits::{ConnectionGuard, Limits, Quota};
use countersign_tokio::net::Stream;
use std::{
    net::IpAddr,
    sync::{Arc, atomic::AtomicU32},
};

/// The state that all sessions share.
pub struct Service {
    /// The accounts.
    pub accounts: Directory,
    /// The client certificate authorities, and the sessions by their certificates.
    pub certified: Arc<Certified>,
    /// Where messages are kept.
    pub spool: Spool,
    /// Receives each login attempt.
    pub report: Report,
    /// Keys that log in to no account, for the log.
    pub refused_keys: RefusedKeys,
    /// Rate limits, shared by all listeners.
    pub limits: Limits,
    /// The queue of hashing work.
    pub pool: Pool,
    /// Memory of messages being submitted.
    pub data: Quota,
    /// The configuration that can change while the server runs.
    pub current: Current,
}

/// The login state of one connection.
pub(super) struct Session {
    pub(super) service: Arc<Service>,
    /// The configuration in force for this connection.
    pub(super) runtime_config: Arc<RuntimeConfig>,
    pub(super) id: u64,
    /// The client's address.
    pub(super) remote: IpAddr,
    /// The connection as the limits see it.
    pub(super) guard: ConnectionGuard,
    pub(super) protocol: Protocol,
    pub(super) tls: Tls,
    /// The TLS version.
    pub(super) version: Option<&'static str>,
    /// The client's name for itself, if sent.
    pub(super) client: Option<ClientName>,
    /// The client's identity in the present state of TLS.
    pub(super) peer: Peer,
    /// The mechanisms in the present state of TLS.
    pub(super) offer: Offer,
    /// The account that logged in with its own password.
    pub(super) owner: Option<AccountSnapshot>,
    /// The key's account has too many sessions.
    pub(super) is_crowded: bool,
    /// The number of logins that could not start.
    pub(super) idle_attempts: AtomicU32,
}

impl Session {
    pub(super) async fn new(
        service: Arc<Service>,
        runtime_config: Arc<RuntimeConfig>,
        id: u64,
        (remote, guard): (IpAddr, ConnectionGuard),
        protocol: Protocol,
        stream: &Stream,
    ) -> Self {
        let tls = if matches!(stream, Stream::Tls(_)) { Tls::Implicit } else { Tls::None };
        let proofs = runtime_config.proofs(&service.accounts, &service.certified, remote);
        let peer = Peer::identify(proofs, protocol, TlsStart::Implicit, stream).await;
        let offer = runtime_config.offer(&service.accounts, protocol, &peer, stream);
        let mut session = Self {
            version: stream.tls_version(),
            client: None,
            service,
            runtime_config,
            id,
            remote,
            guard,
            protocol,
            tls,
            peer,
            offer,
            owner: None,
            is_crowded: false,
            idle_attempts: AtomicU32::new(0),
        };
        session.report_key();
        session
    }

    /// Runs STARTTLS: discards what was read ahead, runs the handshake, computes the offer again. Returns `None` if that
    /// fails and the connection is lost.
    pub(super) async fn start_tls(&mut self, conversation: Conversation) -> Option<Conversation> {
        let (stream, mut stop, timeouts) = conversation.into_stream();
        let Stream::Plain(stream) = stream else { return None };
        self.runtime_config = self.service.current.get();
        let presence = self.guard.presence();
        let stream = match self.runtime_config.handshake(self.protocol, stream, &mut stop, &presence).await {
            Ok(stream) => stream,
            Err(error) => {
                let Service { limits, report, .. } = &*self.service;
                report_handshake(limits, report, &self.attempt(), &error);
                return None;
            }
        };
        let stream = Stream::Tls(stream);
        self.tls = Tls::Starttls;
        self.version = stream.tls_version();
        // A man in the middle may have sent it.
        self.client = None;
        let proofs = self.runtime_config.proofs(&self.service.accounts, &self.service.certified, self.remote);
        self.peer = Peer::identify(proofs, self.protocol, TlsStart::Starttls, &stream).await;
        self.offer = self.runtime_config.offer(&self.service.accounts, self.protocol, &self.peer, &stream);
        self.report_key();
        let mut conversation = Conversation::new(stream, stop, timeouts).with_presence(presence);
        if let Some(why) = self.must_end() {
            conversation.close(&self.protocol.farewell(&why)).await;
            return None;
        }
        conversation.set_session_token(self.peer.session_token());
        Some(conversation)
    }

    /// Returns why this client cannot be served, if so.
    pub(super) fn must_end(&self) -> Option<Ended> {
        let why = self.is_crowded.then_some(Ended::Crowded);
        why.or(self.peer.must_end().then_some(Ended::Unavailable))
    }

    /// Returns whether PLAIN is offered, and so every command that is PLAIN under another name.
    pub(super) fn takes_passwords(&self) -> bool {
        self.offer.names().any(|name| name == "PLAIN")
    }

    /// Returns the longest accepted response or initial response, as encoded.
    pub(super) fn limit(&self) -> usize {
        limits::response_line(self.offer.max_message())
    }
}
