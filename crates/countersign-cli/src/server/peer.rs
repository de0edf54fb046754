//! Whose key or certificate a connection has proved, and what that is good for.
use super::{protocol::Protocol, refused_keys::WhyNot};
use crate::{
    accounts::{Certified, Directory, Known, KnownKey, KnownName, StoreError},
    net::{Stream, Ticket},
};
use countersign::{
    external,
    keys::{
        Claim, ClientKey, ProvedChain, ProvedKey,
        ca::{NotIdentified, ProvedName},
    },
    mail::{KeyAuthOutcome, KeySession, KeyState, ListenerPolicy, TlsStart, decide_key_auth},
    sasl::ExternalIdentity,
};
use std::{net::IpAddr, sync::Arc};

/// The client of a connection, as far as its key or certificate tells.
pub(super) struct Peer {
    pub(super) login: KeyAuthOutcome,
    /// What may still log in on the connection.
    pub(super) after: KeySession,
    /// Of the key that it has proved, whosever it is.
    pub(super) fingerprint: Option<String>,
    /// Why that key is no identity.
    pub(super) why_not: Option<WhyNot>,
    identity: Option<Identity>,
    /// A key that nobody has registered, and that is here.
    stranger: Option<Stranger>,
    /// Whose it is, if its account is not allowed from there: the client sees nothing of it.
    pub(super) outside: Option<Known>,
}

/// A key without an account, and the certificates that it came in, if these are looked at.
struct Stranger {
    key: ProvedKey,
    chain: Option<ProvedChain>,
    certified: Arc<Certified>,
}

struct Identity {
    known: Known,
    external: ExternalIdentity,
    ticket: Ticket,
}

impl Peer {
    /// A connection without a key.
    pub(super) fn nobody() -> Self {
        Self::without(KeyAuthOutcome::Anonymous, None, None)
    }

    fn without(login: KeyAuthOutcome, fingerprint: Option<String>, why_not: Option<WhyNot>) -> Self {
        Self {
            login,
            after: KeySession::new(login, None),
            fingerprint,
            why_not,
            identity: None,
            stranger: None,
            outside: None,
        }
    }

    /// Look the key of a connection up, after every handshake: one that is resumed has verified nothing.
    ///
    /// The key comes first. A certificate is asked about only where nobody has registered its key; whom it names is then
    /// who it is, or it is nobody.
    pub(super) async fn identify(
        proofs: Proofs<'_>,
        protocol: Protocol,
        start: TlsStart,
        stream: &Stream,
    ) -> Self {
        let Stream::Tls(tls) = stream else { return Self::nobody() };
        let Ok(key) = tls.client_key() else { return Self::nobody() };
        let proved = match &key {
            ClientKey::Proved(proved) => proved,
            ClientKey::Absent => return Self::nobody(),
            // As without a key, and with a line in the record.
            ClientKey::Unusable(why) => {
                return Self::without(KeyAuthOutcome::Anonymous, None, Some(WhyNot::Unusable(*why)));
            }
        };
        let fingerprint = Some(proved.fingerprint().to_string());
        let mut found = by_key(proofs, &key).await;
        let is_outside = found.outside.is_some();
        let is_nobodys = found.state == KeyState::Unknown;
        let mut presented = None;
        if found.state == KeyState::Unknown
            && let Ok(Some(chain)) = tls.client_chain()
            && let Some(name) = proofs.certified.identify(&chain)
        {
            let by_certificate = by_certificate(proofs, name, &chain).await;
            // A key that is registered is looked up in the same way, and decides.
            if !is_outside {
                found = by_certificate;
            }
            presented = Some(chain);
        }
        let decide = |state| decide_key_auth(protocol.of_mail(), start, state, proofs.accepts);
        let login = decide(found.state);
        match found.known {
            Some((known, Some(external))) if login.has_identity() => {
                match enter(proofs, known, external).await {
                    Ok(Some(identity)) => Self {
                        login,
                        after: KeySession::new(login, Some(&identity.known.standing().id)),
                        fingerprint,
                        why_not: None,
                        identity: Some(identity),
                        stranger: None,
                        outside: None,
                    },
                    Ok(None) => Self::without(KeyAuthOutcome::Anonymous, fingerprint, Some(WhyNot::Unknown)),
                    Err(_) => {
                        Self::without(decide(KeyState::Unavailable), fingerprint, Some(WhyNot::Unavailable))
                    }
                }
            }
            _ => {
                let certified = Arc::clone(proofs.certified);
                let stranger = Stranger { key: proved.clone(), chain: presented, certified };
                let stranger = Some(stranger).filter(|_| is_nobodys);
                Self {
                    stranger,
                    outside: found.outside,
                    ..Self::without(login, fingerprint, Some(found.why_not))
                }
            }
        }
    }

    /// Nothing can be done for it now.
    pub(super) fn is_turned_away(&self) -> bool {
        self.login == KeyAuthOutcome::Unavailable
    }

    /// What may be registered by whoever is logged in: the key that this handshake has proved, if it is nobody's. The key
    /// of a certificate that has been revoked is not the owner's alone any more.
    pub(super) fn claim(&self) -> Option<Claim> {
        let Stranger { key, chain, certified } = self.stranger.as_ref()?;
        let found = chain.as_ref().and_then(|chain| certified.identify(chain));
        if matches!(found, Some(Err(NotIdentified::Revoked))) { None } else { key.claim() }
    }

    /// For EXTERNAL.
    pub(super) fn external(&self) -> Option<ExternalIdentity> {
        self.identity.as_ref().map(|identity| identity.external.clone())
    }

    /// Whose it is, if they may come in.
    pub(super) fn known(&self) -> Option<&Known> {
        self.identity.as_ref().map(|identity| &identity.known)
    }

    /// Ends when the account does not let this connection go on.
    pub(super) fn ticket(&self) -> Ticket {
        self.identity.as_ref().map_or_else(Ticket::lasting, |identity| identity.ticket.clone())
    }

    /// The account that the key or the certificate alone has logged in to, and which of the two.
    pub(super) fn logged_in(&self) -> Option<(&'static str, &str)> {
        let logged_in = self.identity.as_ref().filter(|_| self.login.is_logged_in())?;
        Some((logged_in.known.mechanism(), &logged_in.known.standing().name))
    }

    /// That account.
    pub(super) fn account(&self) -> Option<&str> {
        self.logged_in().map(|(_, account)| account)
    }
}

/// Where it is looked up what was proved.
#[derive(Clone, Copy)]
pub(super) struct Proofs<'a> {
    pub(super) directory: &'a Directory,
    pub(super) certified: &'a Arc<Certified>,
    /// What the listeners insist on.
    pub(super) accepts: ListenerPolicy,
    /// The client's address.
    pub(super) remote: IpAddr,
}

/// What a look-up has come to.
struct Found {
    state: KeyState,
    /// With the identity, unless the account is disabled.
    known: Option<(Known, Option<ExternalIdentity>)>,
    /// If nobody gets in by it.
    why_not: WhyNot,
    /// Of an account that is not allowed from there: the client sees an unknown key.
    outside: Option<Known>,
}

impl Found {
    fn nobody(state: KeyState, why_not: WhyNot) -> Self {
        Self { state, known: None, why_not, outside: None }
    }

    fn outside(known: Known) -> Self {
        Self { outside: Some(known), ..Self::nobody(KeyState::Unknown, WhyNot::Unknown) }
    }
}

async fn by_key(proofs: Proofs<'_>, key: &ClientKey) -> Found {
    let Some(proved) = key.proved() else { return Found::nobody(KeyState::Absent, WhyNot::Unknown) };
    let Ok(found) = proofs.directory.find_key(proved.spki()).await else {
        return Found::nobody(KeyState::Unavailable, WhyNot::Unavailable);
    };
    let state = external::key_state(key, found.as_ref().map(KnownKey::as_found));
    let Some(known) = found else { return Found::nobody(state, WhyNot::Unknown) };
    let external = external::of_client_key(key, Some(&known.record), known.standing.state);
    let known = Known::Key(known);
    if !known.allows(proofs.remote) {
        return Found::outside(known);
    }
    Found { state, known: Some((known, external)), why_not: WhyNot::Disabled, outside: None }
}

async fn by_certificate(
    proofs: Proofs<'_>,
    name: Result<ProvedName, NotIdentified>,
    chain: &ProvedChain,
) -> Found {
    let name = match name {
        Ok(name) => name,
        Err(why) => return Found::nobody(KeyState::Unknown, WhyNot::Certificate(why)),
    };
    let found = KnownName::find(proofs.directory, proofs.certified, chain.clone(), name.certified());
    let Ok(found) = found.await else {
        return Found::nobody(KeyState::Unavailable, WhyNot::Unavailable);
    };
    let Some(known) = found else { return Found::nobody(KeyState::Unknown, WhyNot::NoAccount) };
    let known_as = Known::Name(known.clone());
    if !known_as.allows(proofs.remote) {
        return Found::outside(known_as);
    }
    let account = known_as.standing().state;
    let external = external::of_certified_name(&name, Some(&known.user), account);
    Found {
        state: external::name_state(Some(account)),
        known: Some((known_as, external)),
        why_not: WhyNot::Disabled,
        outside: None,
    }
}

/// What was found may have changed since: what changes after the ticket is told to it, so ask once more behind it.
async fn enter(
    proofs: Proofs<'_>,
    known: Known,
    external: ExternalIdentity,
) -> Result<Option<Identity>, StoreError> {
    let ticket = known.open(proofs.directory, proofs.remote);
    let now = known.now(proofs.directory).await?;
    let lasts = now.is_some_and(|now| now.keep(known.standing(), proofs.remote));
    Ok(lasts.then_some(Identity { known, external, ticket }))
}

#[cfg(test)]
#[path = "peer_tests.rs"]
mod tests;
