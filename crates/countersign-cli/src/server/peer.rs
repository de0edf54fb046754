//! Whose key a connection has proved, and what that is good for.
use super::{protocol::Protocol, refused_keys::WhyNot};
use crate::{
    accounts::{Directory, KnownKey, StoreError, Via},
    net::{Stream, Ticket},
};
use countersign::{
    core::ExternalIdentity,
    external,
    keys::{
        self, Accepts, AfterKey, Claim, KeyState, Login, TlsStart,
        rustls::{ClientKey, ProvedKey},
    },
};

/// The client of a connection, as far as its key tells.
pub(super) struct Peer {
    pub(super) login: Login,
    /// What may still log in on the connection.
    pub(super) after: AfterKey,
    /// Of the key that it has proved, whosever it is.
    pub(super) fingerprint: Option<String>,
    /// Why that key is no identity.
    pub(super) why_not: Option<WhyNot>,
    identity: Option<Identity>,
    /// A key that nobody has registered, and that is here.
    stranger: Option<ProvedKey>,
}

struct Identity {
    known: KnownKey,
    external: ExternalIdentity,
    ticket: Ticket,
}

impl Peer {
    /// A connection without a key.
    pub(super) fn nobody() -> Self {
        Self::without(Login::WithoutIdentity, None, None)
    }

    fn without(login: Login, fingerprint: Option<String>, why_not: Option<WhyNot>) -> Self {
        Self {
            login,
            after: AfterKey::new(login, None),
            fingerprint,
            why_not,
            identity: None,
            stranger: None,
        }
    }

    /// Look the key of a connection up, after every handshake: one that is resumed has verified nothing.
    pub(super) async fn identify(
        directory: &Directory,
        protocol: Protocol,
        start: TlsStart,
        accepts: Accepts,
        stream: &Stream,
    ) -> Self {
        let Stream::Tls(tls) = stream else { return Self::nobody() };
        let Ok(key) = tls.client_key() else { return Self::nobody() };
        let Some(proved) = key.proved() else { return Self::nobody() };
        let fingerprint = Some(proved.fingerprint().to_string());
        let found = directory.find_key(proved.spki()).await;
        let state = match &found {
            Ok(found) => {
                let found = found.as_ref().map(|known| (&known.record, known.standing.state));
                external::key_state(&key, found)
            }
            Err(_) => KeyState::Unavailable,
        };
        let decide = |state| keys::decide(protocol.of_keys(), start, state, accepts);
        let login = decide(state);
        match found {
            Ok(Some(known)) if login.has_identity() => match enter(directory, &key, known).await {
                Ok(Some(identity)) => Self {
                    login,
                    after: AfterKey::new(login, Some(&identity.known.standing.id)),
                    fingerprint,
                    why_not: None,
                    identity: Some(identity),
                    stranger: None,
                },
                Ok(None) => Self::without(Login::WithoutIdentity, fingerprint, Some(WhyNot::Unknown)),
                Err(_) => {
                    Self::without(decide(KeyState::Unavailable), fingerprint, Some(WhyNot::Unavailable))
                }
            },
            _ => {
                let stranger = Some(proved.clone()).filter(|_| state == KeyState::Unknown);
                Self { stranger, ..Self::without(login, fingerprint, Some(why_not(state))) }
            }
        }
    }

    /// Nothing can be done for it now.
    pub(super) fn is_turned_away(&self) -> bool {
        self.login == Login::Unavailable
    }

    /// What may be registered by whoever is logged in: the key that this handshake has proved, if it is nobody's.
    pub(super) fn claim(&self) -> Option<Claim> {
        self.stranger.as_ref().and_then(ProvedKey::claim)
    }

    /// For EXTERNAL.
    pub(super) fn external(&self) -> Option<ExternalIdentity> {
        self.identity.as_ref().map(|identity| identity.external.clone())
    }

    /// Whose key it is, if they may come in.
    pub(super) fn known(&self) -> Option<&KnownKey> {
        self.identity.as_ref().map(|identity| &identity.known)
    }

    /// Ends when the account does not let this connection go on.
    pub(super) fn ticket(&self) -> Ticket {
        self.identity.as_ref().map_or_else(Ticket::lasting, |identity| identity.ticket.clone())
    }

    /// The account that the key alone has logged in to.
    pub(super) fn account(&self) -> Option<&str> {
        let logged_in = self.identity.as_ref().filter(|_| self.login.is_logged_in())?;
        Some(&logged_in.known.standing.name)
    }
}

/// What was found may have changed since: what changes after the ticket is told to it, so ask once more behind it.
async fn enter(
    directory: &Directory,
    key: &ClientKey,
    known: KnownKey,
) -> Result<Option<Identity>, StoreError> {
    let ticket = directory.open(&known.standing, Via::Key(known.record.spki.fingerprint()));
    let now = directory.find_key(&known.record.spki).await?.map(|known| known.standing);
    let external = external::of_client_key(key, Some(&known.record), known.standing.state);
    let external = external.filter(|_| known.standing.lasts(now.as_ref()));
    Ok(external.map(|external| Identity { known, external, ticket }))
}

fn why_not(state: KeyState) -> WhyNot {
    match state {
        KeyState::Known { .. } => WhyNot::Disabled,
        KeyState::Unavailable => WhyNot::Unavailable,
        _ => WhyNot::Unknown,
    }
}
