//! The state of all sessions, and of one.
use super::{
    attempt::Report,
    client_name::ClientName,
    given_up::tell_of_handshake,
    live::{Current, Live},
    peer::Peer,
    protocol::Protocol,
    refused_keys::RefusedKeys,
    spool::Spool,
    tls::Tls,
};
use crate::{
    accounts::{Certified, Directory},
    limits::{Limits, Quota, Visit},
    net::{Conversation, Ended, Stream},
    work::Pool,
};
use countersign::{account::AccountSnapshot, keys::TlsStart, mail::limits, sasl::server::Offer};
use std::{
    net::IpAddr,
    sync::{Arc, atomic::AtomicU32},
};

/// The state that all sessions share.
pub(crate) struct Service {
    pub(crate) accounts: Directory,
    /// The client certificate authorities, and the sessions by their certificates.
    pub(crate) certified: Arc<Certified>,
    pub(crate) spool: Spool,
    pub(crate) report: Report,
    pub(crate) refused_keys: RefusedKeys,
    pub(crate) limits: Limits,
    /// The queue of hashing work.
    pub(crate) pool: Pool,
    /// Memory of messages being submitted.
    pub(crate) data: Quota,
    /// The configuration that can change while the server runs.
    pub(crate) current: Current,
}

/// The login state of one connection.
pub(super) struct Session {
    pub(super) service: Arc<Service>,
    /// The configuration in force for this connection.
    pub(super) live: Arc<Live>,
    pub(super) id: u64,
    /// The client's address.
    pub(super) remote: IpAddr,
    /// The connection as the limits see it.
    pub(super) visit: Visit,
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
        live: Arc<Live>,
        id: u64,
        (remote, visit): (IpAddr, Visit),
        protocol: Protocol,
        stream: &Stream,
    ) -> Self {
        let tls = if matches!(stream, Stream::Tls(_)) { Tls::Implicit } else { Tls::None };
        let proofs = live.proofs(&service.accounts, &service.certified, remote);
        let peer = Peer::identify(proofs, protocol, TlsStart::Implicit, stream).await;
        let offer = live.offer(&service.accounts, protocol, &peer, stream);
        let mut session = Self {
            version: stream.tls_version(),
            client: None,
            service,
            live,
            id,
            remote,
            visit,
            protocol,
            tls,
            peer,
            offer,
            owner: None,
            is_crowded: false,
            idle_attempts: AtomicU32::new(0),
        };
        session.tell_of_key();
        session
    }

    /// Runs STARTTLS: discards what was read ahead, runs the handshake, computes the offer again. Returns `None` if that
    /// fails and the connection is lost.
    pub(super) async fn start_tls(&mut self, conversation: Conversation) -> Option<Conversation> {
        let (stream, mut stop, patience) = conversation.into_stream();
        let Stream::Plain(stream) = stream else { return None };
        self.live = self.service.current.get();
        let presence = self.visit.presence();
        let stream = match self.live.handshake(self.protocol, stream, &mut stop, &presence).await {
            Ok(stream) => stream,
            Err(error) => {
                let Service { limits, report, .. } = &*self.service;
                tell_of_handshake(limits, report, &self.attempt(), &error);
                return None;
            }
        };
        let stream = Stream::Tls(stream);
        self.tls = Tls::Starttls;
        self.version = stream.tls_version();
        // A man in the middle may have sent it.
        self.client = None;
        let proofs = self.live.proofs(&self.service.accounts, &self.service.certified, self.remote);
        self.peer = Peer::identify(proofs, self.protocol, TlsStart::Starttls, &stream).await;
        self.offer = self.live.offer(&self.service.accounts, self.protocol, &self.peer, &stream);
        self.tell_of_key();
        let mut conversation = Conversation::new(stream, stop, patience).with_presence(presence);
        if let Some(why) = self.is_turned_away() {
            conversation.close(&self.protocol.farewell(&why)).await;
            return None;
        }
        conversation.hold(self.peer.ticket());
        Some(conversation)
    }

    /// Returns why this client cannot be served, if so.
    pub(super) fn is_turned_away(&self) -> Option<Ended> {
        let why = self.is_crowded.then_some(Ended::Crowded);
        why.or(self.peer.is_turned_away().then_some(Ended::Unavailable))
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
