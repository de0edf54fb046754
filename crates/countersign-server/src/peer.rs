//! The client's identity by key or certificate, and what it may do.
use super::{protocol::Protocol, refused_keys::KeyRejection};
use countersign::{
    external,
    keys::{
        Claim, ClientKey, ProvedChain, ProvedKey,
        ca::{NotIdentified, ProvedName},
    },
    mail::{KeyAuthOutcome, KeySession, KeyState, ListenerPolicy, TlsStart, decide_key_auth},
    sasl::ExternalIdentity,
};
use countersign_accounts::{
    Certified, CertifiedAccount, Directory, PeerIdentity, RegisteredKey, SessionToken, StoreError,
};
use countersign_tokio::net::Stream;
use std::{net::IpAddr, sync::Arc};

/// The client of a connection, as identified by its key or certificate.
pub(super) struct Peer {
    pub(super) login: KeyAuthOutcome,
    /// What may still log in on the connection.
    pub(super) after: KeySession,
    /// The fingerprint of the proved key, of any account.
    pub(super) fingerprint: Option<String>,
    /// Why the key is not accepted.
    pub(super) key_rejection: Option<KeyRejection>,
    identity: Option<Identity>,
    /// An unregistered key of this connection.
    unregistered: Option<UnregisteredKey>,
    /// The identity, if its account does not allow the client's network: hidden from the client.
    pub(super) outside: Option<PeerIdentity>,
}

/// A key without an account, and its certificates, if these are checked.
struct UnregisteredKey {
    key: ProvedKey,
    chain: Option<ProvedChain>,
    certified: Arc<Certified>,
}

struct Identity {
    known: PeerIdentity,
    external: ExternalIdentity,
    session_token: SessionToken,
}

impl Peer {
    /// Returns the peer of a connection without a key.
    pub(super) fn anonymous() -> Self {
        Self::without(KeyAuthOutcome::Anonymous, None, None)
    }

    fn without(
        login: KeyAuthOutcome,
        fingerprint: Option<String>,
        key_rejection: Option<KeyRejection>,
    ) -> Self {
        Self {
            login,
            after: KeySession::new(login, None),
            fingerprint,
            key_rejection,
            identity: None,
            unregistered: None,
            outside: None,
        }
    }

    /// Looks up the key of a connection after every handshake, because resumption verifies nothing.
    ///
    /// The key comes first. The certificate is checked only if the key is not registered; the account that it names is then
    /// the identity, or there is none.
    pub(super) async fn identify(
        proofs: Proofs<'_>,
        protocol: Protocol,
        start: TlsStart,
        stream: &Stream,
    ) -> Self {
        let Stream::Tls(tls) = stream else { return Self::anonymous() };
        let Ok(key) = tls.client_key() else { return Self::anonymous() };
        let proved = match &key {
            ClientKey::Proved(proved) => proved,
            ClientKey::Absent => return Self::anonymous(),
            // As without a key, and with a line of output.
            ClientKey::Unusable(why) => {
                return Self::without(KeyAuthOutcome::Anonymous, None, Some(KeyRejection::Unusable(*why)));
            }
        };
        let fingerprint = Some(proved.fingerprint().to_string());
        let mut found = by_key(proofs, &key).await;
        let is_outside = found.outside.is_some();
        let is_unregistered = found.state == KeyState::Unknown;
        let mut presented = None;
        if found.state == KeyState::Unknown
            && let Ok(Some(chain)) = tls.client_chain()
            && let Some(name) = proofs.certified.identify(&chain)
        {
            let by_certificate = by_certificate(proofs, name, &chain).await;
            // A registered key is looked up in the same way, and takes precedence.
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
                        key_rejection: None,
                        identity: Some(identity),
                        unregistered: None,
                        outside: None,
                    },
                    Ok(None) => {
                        Self::without(KeyAuthOutcome::Anonymous, fingerprint, Some(KeyRejection::Unknown))
                    }
                    Err(_) => Self::without(
                        decide(KeyState::Unavailable),
                        fingerprint,
                        Some(KeyRejection::Unavailable),
                    ),
                }
            }
            _ => {
                let certified = Arc::clone(proofs.certified);
                let unregistered = UnregisteredKey { key: proved.clone(), chain: presented, certified };
                let unregistered = Some(unregistered).filter(|_| is_unregistered);
                Self {
                    unregistered,
                    outside: found.outside,
                    ..Self::without(login, fingerprint, Some(found.key_rejection))
                }
            }
        }
    }

    /// Returns whether the connection cannot be served now.
    pub(super) fn must_end(&self) -> bool {
        self.login == KeyAuthOutcome::Unavailable
    }

    /// Returns the claim to the key that a logged-in client may register: the key of this handshake, if it is not
    /// registered. The key of a revoked certificate may be compromised, and is excluded.
    pub(super) fn claim(&self) -> Option<Claim> {
        let UnregisteredKey { key, chain, certified } = self.unregistered.as_ref()?;
        let found = chain.as_ref().and_then(|chain| certified.identify(chain));
        if matches!(found, Some(Err(NotIdentified::Revoked))) { None } else { key.claim() }
    }

    /// Returns the identity for EXTERNAL.
    pub(super) fn external(&self) -> Option<ExternalIdentity> {
        self.identity.as_ref().map(|identity| identity.external.clone())
    }

    /// Returns the identity, if it is accepted.
    pub(super) fn known(&self) -> Option<&PeerIdentity> {
        self.identity.as_ref().map(|identity| &identity.known)
    }

    /// Returns the session token, which ends when the account no longer allows this connection.
    pub(super) fn session_token(&self) -> SessionToken {
        self.identity.as_ref().map_or_else(SessionToken::lasting, |identity| identity.session_token.clone())
    }

    /// Returns the account that the key or certificate alone has logged in to, with the mechanism name.
    pub(super) fn logged_in(&self) -> Option<(&'static str, &str)> {
        let logged_in = self.identity.as_ref().filter(|_| self.login.is_logged_in())?;
        Some((logged_in.known.mechanism(), &logged_in.known.standing().name))
    }

    /// Returns that account.
    pub(super) fn account(&self) -> Option<&str> {
        self.logged_in().map(|(_, account)| account)
    }
}

/// The sources that a proved key is looked up in.
#[derive(Clone, Copy)]
pub(super) struct Proofs<'a> {
    pub(super) directory: &'a Directory,
    pub(super) certified: &'a Arc<Certified>,
    /// The policy of the listeners.
    pub(super) accepts: ListenerPolicy,
    /// The client's address.
    pub(super) remote: IpAddr,
}

/// The result of a lookup.
struct Found {
    state: KeyState,
    /// With the identity, unless the account is disabled.
    known: Option<(PeerIdentity, Option<ExternalIdentity>)>,
    /// Why it is not accepted, if it is not.
    key_rejection: KeyRejection,
    /// An identity whose account does not allow the client's network: the client sees an unknown key.
    outside: Option<PeerIdentity>,
}

impl Found {
    fn anonymous(state: KeyState, key_rejection: KeyRejection) -> Self {
        Self { state, known: None, key_rejection, outside: None }
    }

    fn outside(known: PeerIdentity) -> Self {
        Self { outside: Some(known), ..Self::anonymous(KeyState::Unknown, KeyRejection::Unknown) }
    }
}

async fn by_key(proofs: Proofs<'_>, key: &ClientKey) -> Found {
    let Some(proved) = key.proved() else { return Found::anonymous(KeyState::Absent, KeyRejection::Unknown) };
    let Ok(found) = proofs.directory.find_key(proved.spki()).await else {
        return Found::anonymous(KeyState::Unavailable, KeyRejection::Unavailable);
    };
    let state = external::key_state(key, found.as_ref().map(RegisteredKey::as_found));
    let Some(known) = found else { return Found::anonymous(state, KeyRejection::Unknown) };
    let external = external::of_client_key(key, Some(&known.record), known.standing.state);
    let known = PeerIdentity::Key(known);
    if !known.allows(proofs.remote) {
        return Found::outside(known);
    }
    Found { state, known: Some((known, external)), key_rejection: KeyRejection::Disabled, outside: None }
}

async fn by_certificate(
    proofs: Proofs<'_>,
    name: Result<ProvedName, NotIdentified>,
    chain: &ProvedChain,
) -> Found {
    let name = match name {
        Ok(name) => name,
        Err(why) => return Found::anonymous(KeyState::Unknown, KeyRejection::Certificate(why)),
    };
    let found = CertifiedAccount::find(proofs.directory, proofs.certified, chain.clone(), name.certified());
    let Ok(found) = found.await else {
        return Found::anonymous(KeyState::Unavailable, KeyRejection::Unavailable);
    };
    let Some(known) = found else { return Found::anonymous(KeyState::Unknown, KeyRejection::NoAccount) };
    let known_as = PeerIdentity::Name(known.clone());
    if !known_as.allows(proofs.remote) {
        return Found::outside(known_as);
    }
    let account = known_as.standing().state;
    let external = external::of_certified_name(&name, Some(&known.user), account);
    Found {
        state: external::name_state(Some(account)),
        known: Some((known_as, external)),
        key_rejection: KeyRejection::Disabled,
        outside: None,
    }
}

/// The account may have changed since the lookup: later changes end the session token, so the account is read again after
/// its creation.
async fn enter(
    proofs: Proofs<'_>,
    known: PeerIdentity,
    external: ExternalIdentity,
) -> Result<Option<Identity>, StoreError> {
    let session_token = known.open(proofs.directory, proofs.remote);
    let now = known.now(proofs.directory).await?;
    let lasts = now.is_some_and(|now| now.keep(known.standing(), proofs.remote));
    Ok(lasts.then_some(Identity { known, external, session_token }))
}

#[cfg(test)]
#[path = "peer_tests.rs"]
mod tests;
