//! Accounts, rate limits and the audit log behind one door, for servers that use [`countersign::authenticate`].
use crate::{
    AttemptKind, AttemptedName, Database, Directory, LoginFlow, Noted, OfferedMechanisms, PeerIdentity,
    Place, Seen, SessionToken, StoreError, Tokens, work::Pool,
};
use countersign::{
    Recipe, Step, Unavailable, Work,
    external::of_client_key,
    keys::ClientKey,
    mail::{KeyAuthOutcome, KeySession},
    sasl::{
        ExternalIdentity, Server,
        server::{
            Authorize, CheckPassword, CheckToken, Connection, Decision, Found, Lookup, Offer, PasswordAnswer,
            Rejection, TokenAnswer, Verdict,
        },
    },
};
use countersign_limits::{ConnectionGuard, Entry, Limits, LoginAttempt};
use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::sync::Mutex;

/// The accounts of a server with its rate limits, shared by all connections.
///
/// A connection takes a [guard](Self::guard) when it is accepted, and each exchange on it a [`GuardedLogin`], which
/// answers the questions of [`countersign::authenticate`].
#[derive(Debug)]
pub struct LoginService {
    directory: Directory,
    tokens: Tokens,
    pool: Pool,
    limits: Limits,
    without_key: KeySession,
}

impl LoginService {
    /// Opens the accounts in a place, and follows their changes from here on. Records that fall short of the recipe are
    /// derived again when their password is sent.
    ///
    /// # Errors
    /// [`StoreError`]: there are no accounts there, or they cannot be read.
    pub async fn open(place: impl Into<Place>, recipe: Recipe, limits: Limits) -> Result<Self, StoreError> {
        let pool = Pool::default();
        let directory = Directory::Database(Database::open(place, recipe, pool.clone()).await?);
        let without_key = KeySession::new(KeyAuthOutcome::Anonymous, None);
        Ok(Self { directory, tokens: Tokens::default(), pool, limits, without_key })
    }

    /// Returns the mechanisms that the accounts can log in with now, and the policy for offering them.
    pub fn offered(&self) -> Arc<OfferedMechanisms> {
        self.directory.offered()
    }

    /// Returns the mechanisms to offer on a connection.
    pub fn offer(&self, connection: &Connection) -> Offer {
        let offered = self.offered();
        offered.registry.clone().with_policy(offered.policy.clone()).offer(connection)
    }

    /// Reserves a connection slot for a client; `None` if the limits reject the connection.
    pub fn guard(&self, remote: IpAddr) -> Option<ConnectionGuard> {
        self.limits.guard(remote).ok()
    }

    /// Looks up the TLS key that a client has proved. Call it after every handshake, full or resumed. `None` if the key
    /// may not log in: no account has it, or its account is disabled or not allowed from this address.
    ///
    /// # Errors
    /// [`StoreError`]: the accounts cannot be read now.
    pub async fn identify(&self, key: &ClientKey, remote: IpAddr) -> Result<Option<KeyPeer>, StoreError> {
        let Some(proved) = key.proved() else { return Ok(None) };
        let Some(found) = self.directory.find_key(proved.spki()).await? else { return Ok(None) };
        let external = of_client_key(key, Some(&found.record), found.standing.state);
        let identity = PeerIdentity::Key(found);
        let Some(external) = external.filter(|_| identity.allows(remote)) else { return Ok(None) };
        let session = KeySession::new(KeyAuthOutcome::OfferExternal, Some(&identity.standing().id));
        Ok(Some(KeyPeer { identity, external, session }))
    }

    /// Starts the login for one exchange of a connection, over this protocol (`imap`), by the mechanism that the client
    /// has named. `None` if the limits reject it: answer as for [`Rejection::Unavailable`].
    pub fn login<'a>(
        &'a self,
        guard: &'a ConnectionGuard,
        client: Client<'a>,
        mechanism: &str,
    ) -> Option<GuardedLogin<'a>> {
        let mut attempt = guard.login_attempt(mechanism);
        if !attempt.may_begin() {
            return None;
        }
        let (known, after) = match client.key {
            Some(peer) => (Some(&peer.identity), &peer.session),
            None => (None, &self.without_key),
        };
        let from = (client.protocol, client.remote);
        let flow = LoginFlow::new(&self.directory, &self.tokens, from, known, after);
        let state = Mutex::new(State { flow, attempt });
        let (pool, directory, mechanism) = (&self.pool, &self.directory, mechanism.to_ascii_uppercase());
        Some(GuardedLogin { state, pool, directory, guard, client, mechanism })
    }

    /// Stops following the accounts.
    pub async fn close(&self) {
        self.directory.close().await;
    }
}

/// A client whose TLS key an account has.
#[derive(Debug)]
pub struct KeyPeer {
    identity: PeerIdentity,
    external: ExternalIdentity,
    session: KeySession,
}

impl KeyPeer {
    /// Returns the identity to offer EXTERNAL for.
    pub fn external(&self) -> ExternalIdentity {
        self.external.clone()
    }
}

/// The client of a connection, as far as the connection tells.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// The protocol: `imap`, `submission`, `pop3` or `sieve`, as in the scopes of app passwords.
    pub protocol: &'static str,
    /// The client's address.
    pub remote: IpAddr,
    /// How TLS began (`none`, `starttls`, `implicit`), for the audit log.
    pub tls: &'static str,
    /// Its TLS key, from [`LoginService::identify`].
    pub key: Option<&'a KeyPeer>,
}

/// One exchange: the [`countersign::Directory`] that answers its questions within the limits.
#[derive(Debug)]
pub struct GuardedLogin<'a> {
    state: Mutex<State<'a>>,
    pool: &'a Pool,
    directory: &'a Directory,
    guard: &'a ConnectionGuard,
    client: Client<'a>,
    /// As the client has named it; it is one that is offered, because the exchange has started.
    mechanism: String,
}

#[derive(Debug)]
struct State<'a> {
    flow: LoginFlow<'a>,
    attempt: LoginAttempt<'a>,
}

/// The outcome of a login, once its verdict is known.
#[derive(Debug)]
pub enum Outcome {
    /// The client is logged in to this account. End the connection when the token [ends](SessionToken::ended): the
    /// password, key or account was changed or removed.
    LoggedIn {
        /// The name of the account.
        account: String,
        /// Ends with the session.
        session: SessionToken,
    },
    /// The login failed. Send the reply for this reason after the delay.
    Rejected {
        /// The reason, for the reply. A throttled login is `Unavailable`, whatever its verdict was.
        reason: Rejection,
        /// How long the reply waits; it grows with the failures of the connection.
        delay: Duration,
    },
}

impl GuardedLogin<'_> {
    /// Ends the login with what [`countersign::authenticate`] has returned: opens the session of an accepted one, and
    /// writes the audit record. An audit record that cannot be written does not fail the login.
    ///
    /// # Errors
    /// The error of the wire: the client is gone. Its attempt is in the audit log, and counts.
    pub async fn finish<E>(self, result: Result<Verdict, E>) -> Result<Outcome, E> {
        let Self { state, directory, guard, client, mechanism, .. } = self;
        let State { mut flow, mut attempt } = state.into_inner();
        if let Ok(verdict) = &result {
            attempt.settle(verdict);
        }
        let throttled = attempt.is_throttled();
        let record = Audit::of(&result, throttled, &mechanism).noted(client, flow.attempted().as_ref());
        if let Some(store) = directory.store()
            && let Err(error) = store.note_attempts(&[record]).await
        {
            tracing::warn!(%error, "audit record not written");
        }
        Ok(match result? {
            Verdict::Accepted(accepted) if !throttled => {
                guard.leave();
                Outcome::LoggedIn { account: accepted.account().into(), session: flow.enter(&accepted) }
            }
            Verdict::Rejected(rejected) if !throttled => {
                Outcome::Rejected { reason: rejected.reason(), delay: guard.delay() }
            }
            _ => Outcome::Rejected { reason: Rejection::Unavailable, delay: guard.delay() },
        })
    }
}

/// The part of an audit record that the verdict decides.
struct Audit {
    mechanism: String,
    binding: &'static str,
    result: String,
}

impl Audit {
    fn of<E>(result: &Result<Verdict, E>, throttled: bool, mechanism: &str) -> Self {
        let (binding, result) = match result {
            _ if throttled => ("", "rejected:throttled".into()),
            Ok(Verdict::Accepted(accepted)) => {
                (accepted.binding().map_or("", |binding| binding.name()), "accepted".into())
            }
            Ok(Verdict::Rejected(rejected)) => ("", format!("rejected:{}", rejected.reason().label())),
            Err(_) => ("", format!("rejected:{}", Rejection::Cancelled.label())),
        };
        Self { mechanism: mechanism.into(), binding, result }
    }

    fn noted(self, client: Client<'_>, attempted: Option<&AttemptedName>) -> Noted {
        let Self { mechanism, binding, result } = self;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let kind = AttemptKind {
            day: now.div_euclid(AttemptKind::DAY),
            is_accepted: result == "accepted",
            account: text(attempted.and_then(AttemptedName::account)),
            name: text(attempted.and_then(AttemptedName::name)),
            network: AttemptKind::network(client.remote),
            protocol: client.protocol.into(),
            tls: client.tls.into(),
            mechanism,
            binding: binding.into(),
            result,
            client_key: String::new(),
        };
        let (remote, key) = (client.remote.to_string(), String::new());
        Noted { kind, seen: Seen { remote, client: String::new(), key, first: now, last: now, times: 1 } }
    }
}

impl countersign::Directory for GuardedLogin<'_> {
    /// Not called: the questions have answers of their own.
    async fn find(&self, _: &str) -> Result<Found, Unavailable> {
        Err(Unavailable)
    }

    async fn run(&self, work: Work<Server>) -> Step<Server> {
        let networks = self.state.lock().await.attempt.networks();
        let permit = self.pool.may_work(work.mechanism(), work.cost(), networks).await;
        // Other logins may have failed meanwhile.
        let may_go_on = self.state.lock().await.attempt.may_go_on();
        match permit {
            Ok(permit) if may_go_on => match permit.run(|| work.run()).await {
                Some(step) => step,
                // The runtime is shutting down: there is no client to answer.
                None => std::future::pending().await,
            },
            _ => Step::Done(work.unavailable()),
        }
    }

    async fn lookup(&self, question: &Lookup) -> Result<Found, Unavailable> {
        let State { flow, attempt } = &mut *self.state.lock().await;
        // The same for every name, whether or not it exists.
        if !attempt.may_ask(question.user()) {
            return Err(Unavailable);
        }
        let found = flow.lookup(question).await?;
        attempt.is_of(flow.guessed());
        Ok(found)
    }

    async fn check_password(&self, question: &CheckPassword) -> Result<PasswordAnswer, Unavailable> {
        let State { flow, attempt } = &mut *self.state.lock().await;
        if !attempt.may_try(question.user()) {
            return Err(Unavailable);
        }
        let permit = self.pool.may_look_up(attempt.networks()).await;
        if permit.is_err() || !attempt.may_go_on() {
            return Err(Unavailable);
        }
        let answer = flow.check(question).await?;
        attempt.is_of(flow.guessed());
        Ok(answer)
    }

    async fn check_token(&self, question: &CheckToken) -> Result<TokenAnswer, Unavailable> {
        Ok(self.state.lock().await.flow.check_token(question).await?)
    }

    async fn authorize(&self, question: &Authorize) -> Result<Decision, Unavailable> {
        let State { flow, attempt } = &mut *self.state.lock().await;
        match attempt.may_enter() {
            Entry::Throttled => Err(Unavailable),
            Entry::Concealed => Ok(Decision::Deny(Rejection::BadCredentials)),
            Entry::May => match flow.authorize(question).await? {
                decision @ Decision::Deny(_) => Ok(decision),
                decision if attempt.may_stay(flow.account()) => Ok(decision),
                _ => Err(Unavailable),
            },
        }
    }

    fn settle(&self, verdict: &Verdict) {
        if let Ok(mut state) = self.state.try_lock() {
            state.attempt.settle(verdict);
        }
    }
}
