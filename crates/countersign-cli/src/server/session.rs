//! What every session of the server shares, and what one of them knows.
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
use countersign::{
    account::AccountSnapshot,
    mail::{TlsStart, limits},
    sasl::server::Offer,
};
use std::{
    net::IpAddr,
    sync::{Arc, atomic::AtomicU32},
};

/// What all sessions share.
pub(crate) struct Service {
    pub(crate) accounts: Directory,
    /// The authorities by whose certificates clients are let in, too; and the sessions of these.
    pub(crate) certified: Arc<Certified>,
    pub(crate) spool: Spool,
    pub(crate) report: Report,
    pub(crate) refused_keys: RefusedKeys,
    pub(crate) limits: Limits,
    /// Where hashing waits for its turn.
    pub(crate) pool: Pool,
    /// Memory of messages that are being handed in.
    pub(crate) data: Quota,
    /// What can change while the server runs.
    pub(crate) current: Current,
}

/// One connection, as far as logging in is concerned.
pub(super) struct Session {
    pub(super) service: Arc<Service>,
    /// What is in force for this connection.
    pub(super) live: Arc<Live>,
    pub(super) id: u64,
    /// The client's address.
    pub(super) remote: IpAddr,
    /// What it may still try.
    pub(super) visit: Visit,
    pub(super) protocol: Protocol,
    pub(super) tls: Tls,
    /// Of TLS.
    pub(super) version: Option<&'static str>,
    /// What the client calls itself, if it has said so.
    pub(super) client: Option<ClientName>,
    /// By the key of its present state of TLS.
    pub(super) peer: Peer,
    /// For the present state of TLS.
    pub(super) offer: Offer,
    /// Who is logged in with their own password.
    pub(super) owner: Option<AccountSnapshot>,
    /// Its key has logged it in to an account that has too many sessions.
    pub(super) is_crowded: bool,
    /// How many logins have been begun that cannot begin.
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

    /// STARTTLS: forget what was read ahead, shake hands, compute the offer anew. `None` when that fails; the
    /// connection is then gone.
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
        // Whoever stood in between may have said it.
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

    /// Nothing can be done for this client: why.
    pub(super) fn is_turned_away(&self) -> Option<Ended> {
        let why = self.is_crowded.then_some(Ended::Crowded);
        why.or(self.peer.is_turned_away().then_some(Ended::Unavailable))
    }

    /// PLAIN is offered, and with it every command that is PLAIN by another name.
    pub(super) fn takes_passwords(&self) -> bool {
        self.offer.names().any(|name| name == "PLAIN")
    }

    /// The longest initial response or response that is read, as it is encoded.
    pub(super) fn limit(&self) -> usize {
        limits::response_line(self.offer.max_message())
    }
}
