//! Accounts, rate limits and the audit log behind one door, for servers of other authors.
use crate::{
    AttemptKind, AttemptedName, Database, Directory, LoginFlow, Noted, OfferedMechanisms, Outcome,
    PeerIdentity, Place, Seen, StoreError, Tokens, audit_batch::now, audit_log::AuditLog, work::Pool,
};
use countersign::{
    Recipe, Step, Unavailable, Wire, Work, authenticate, entropy,
    external::of_client_key,
    keys::ClientKey,
    mail::{InvalidState, KeyAuthOutcome, KeySession, Reason, limits, line},
    sasl::{
        ExternalIdentity, Server,
        server::{
            Authorize, CheckPassword, CheckToken, Connection, Decision, Found, Lookup, NotOffered, Offer,
            PasswordAnswer, Rejection, TokenAnswer, Verdict,
        },
    },
};
use countersign_limits::{ConnectionGuard, Entry, Limits, LoginAttempt};
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::sleep};
use tracing::warn;

/// How long an exchange may take, the client's share of it included.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(60);

/// The accounts of a server with its rate limits and audit log, shared by all connections.
#[derive(Debug)]
pub struct LoginService {
    directory: Directory,
    tokens: Tokens,
    pool: Pool,
    limits: Limits,
    audit: AuditLog,
    login_timeout: Duration,
}

impl LoginService {
    /// Opens the accounts in a place, and follows their changes from here on. Records that fall short of the recipe are
    /// derived again when their password is sent.
    ///
    /// # Errors
    /// [`StoreError`]: there are no accounts there, or they cannot be read.
    pub async fn open(place: impl Into<Place>, recipe: Recipe, limits: Limits) -> Result<Self, StoreError> {
        let pool = Pool::default();
        let database = Database::open(place, recipe, pool.clone()).await?;
        let audit = AuditLog::start(database.store());
        let (directory, tokens) = (Directory::Database(database), Tokens::default());
        Ok(Self { directory, tokens, pool, limits, audit, login_timeout: LOGIN_TIMEOUT })
    }

    /// Sets how long an exchange may take; 60 seconds by default.
    #[must_use]
    pub fn with_login_timeout(self, login_timeout: Duration) -> Self {
        Self { login_timeout, ..self }
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

    /// Takes a connection slot for a client. Call it when the connection is accepted, before TLS. `None` if the limits
    /// reject the connection: close it.
    ///
    /// `protocol` is `imap`, `submission`, `pop3` or `sieve`, as in the scopes of app passwords.
    pub fn connection(&self, protocol: &'static str, remote: IpAddr) -> Option<LoginConnection<'_>> {
        let guard = self.limits.guard(remote).ok()?;
        let (key, tls, logged_in) = (None, "none".into(), false);
        let without_key = KeySession::new(KeyAuthOutcome::Anonymous, None);
        Some(LoginConnection { service: self, guard, protocol, remote, tls, key, without_key, logged_in })
    }

    /// Writes the audit records that are queued, and stops following the accounts.
    pub async fn close(&self) {
        self.audit.flush().await;
        self.directory.close().await;
    }
}

/// A client's connection, from its acceptance to its end. Keep it while the connection is open: it has the slot, and counts
/// the session.
#[derive(Debug)]
#[must_use]
pub struct LoginConnection<'a> {
    service: &'a LoginService,
    guard: ConnectionGuard,
    protocol: &'static str,
    remote: IpAddr,
    tls: String,
    key: Option<KeyPeer>,
    without_key: KeySession,
    logged_in: bool,
}

/// A client whose TLS key an account has.
#[derive(Debug)]
struct KeyPeer {
    identity: PeerIdentity,
    fingerprint: String,
    session: KeySession,
}

impl LoginConnection<'_> {
    /// Records that TLS has started: how (`implicit 1.3`, `starttls 1.2`), and the key that the client has proved, which is
    /// looked up. Call it after every handshake, full or resumed. Returns the identity to offer EXTERNAL for; `None` if the
    /// key may not log in: no account has it, or its account is disabled or not allowed from this address.
    ///
    /// # Errors
    /// [`StoreError`]: the accounts cannot be read now.
    pub async fn tls_started(
        &mut self,
        how: impl Into<String>,
        key: &ClientKey,
    ) -> Result<Option<ExternalIdentity>, StoreError> {
        self.tls = how.into();
        self.key = None;
        let Some(proved) = key.proved() else { return Ok(None) };
        let Some(found) = self.service.directory.find_key(proved.spki()).await? else { return Ok(None) };
        let external = of_client_key(key, Some(&found.record), found.standing.state);
        let identity = PeerIdentity::Key(found);
        let Some(external) = external.filter(|_| identity.allows(self.remote)) else { return Ok(None) };
        let session = KeySession::new(KeyAuthOutcome::OfferExternal, Some(&identity.standing().id));
        self.key = Some(KeyPeer { identity, fingerprint: proved.fingerprint().to_string(), session });
        Ok(Some(external))
    }

    /// Records input of the client before its login: the connection that has been silent for longest is evicted first.
    pub fn record_activity(&self) {
        self.guard.presence().record_activity();
    }

    /// Waits until the slot is given to another connection, which happens before the login only. Close this one then.
    pub async fn evicted(&self) {
        self.guard.presence().given_up().await;
    }

    /// Runs one authentication command of IMAP, submission or POP3: its mechanism, and its initial response in base64 if
    /// there is one. Every attempt counts for the limits and is in the audit log, also if the client is gone, the exchange
    /// takes too long, or the future is dropped. After a login every further one is rejected.
    ///
    /// # Errors
    /// The error of the wire: the client is gone.
    pub async fn authenticate<W: Wire>(
        &mut self,
        offer: &Offer,
        (mechanism, initial): (&[u8], Option<&[u8]>),
        wire: &mut W,
    ) -> Result<Outcome, W::Error> {
        if self.logged_in {
            return Ok(Outcome::Rejected { reason: InvalidState::LoggedIn.into(), delay: Duration::ZERO });
        }
        let name = str::from_utf8(mechanism).unwrap_or_default();
        let offered = offer.names().find(|offered| offered.eq_ignore_ascii_case(name)).unwrap_or_default();
        let mut attempt = self.guard.login_attempt(offered);
        let initial = match line::read_initial(initial, limits::response_line(offer.max_message())) {
            Ok(initial) => initial,
            Err(why) => {
                attempt.fail(why);
                let (throttled, reason) = (attempt.is_throttled(), why.into());
                return Ok(self.not_begun(offered, why.label(), throttled, reason));
            }
        };
        let Ok(entropy) = entropy() else {
            let label = Rejection::Unavailable.label();
            return Ok(self.not_begun(offered, label, false, Reason::Unavailable));
        };
        let step = match offer.start(name, initial.as_deref(), entropy) {
            Ok(step) => step,
            Err(why) => {
                let label = if why == NotOffered::NeedsTls { "needs-tls" } else { "not-offered" };
                return Ok(self.not_begun(offered, label, false, why.into()));
            }
        };
        if !attempt.may_begin() {
            let label = Rejection::Throttled.label();
            return Ok(self.not_begun(offered, label, true, Reason::Unavailable));
        }
        let exchange = Exchange::new(self, attempt, offered);
        let presence = self.guard.presence();
        let result = tokio::select! {
            biased;
            () = presence.given_up() => return Ok(Outcome::Evicted),
            () = sleep(self.service.login_timeout) => return Ok(Outcome::TimedOut),
            result = authenticate(step, &exchange, wire) => result,
        };
        let outcome = exchange.finish(result?);
        self.logged_in = matches!(outcome, Outcome::LoggedIn { .. });
        Ok(outcome)
    }

    /// Records a login that could not start.
    fn not_begun(&self, mechanism: &str, label: &str, throttled: bool, reason: Reason) -> Outcome {
        let result = if throttled { Rejection::Throttled.label() } else { label };
        self.record(mechanism, "", format!("rejected:{result}"), None, None);
        let reason = if throttled { Reason::Unavailable } else { reason };
        Outcome::Rejected { reason, delay: self.guard.delay() }
    }

    fn record(
        &self,
        mechanism: &str,
        binding: &str,
        result: String,
        account: Option<&str>,
        attempted: Option<&AttemptedName>,
    ) {
        if matches!(result.as_str(), "rejected:binding-mismatch" | "rejected:downgrade") {
            let (remote, protocol) = (self.remote, self.protocol);
            warn!(%remote, protocol, mechanism, result, "login failed: possible man-in-the-middle");
        }
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (now, is_accepted) = (now(), result == "accepted");
        let key = text(self.key.as_ref().map(|key| key.fingerprint.as_str()));
        let kind = AttemptKind {
            day: now.div_euclid(AttemptKind::DAY),
            is_accepted,
            account: text(account.or(attempted.and_then(AttemptedName::account))),
            name: text(attempted.and_then(AttemptedName::name).or(account)),
            network: AttemptKind::network(self.remote),
            protocol: self.protocol.into(),
            tls: self.tls.clone(),
            mechanism: mechanism.into(),
            binding: binding.into(),
            result,
            client_key: if is_accepted { key.clone() } else { String::new() },
        };
        let (remote, client) = (self.remote.to_string(), String::new());
        self.service
            .audit
            .record(Noted { kind, seen: Seen { remote, client, key, first: now, last: now, times: 1 } });
    }
}

/// One exchange: the [`countersign::Directory`] that answers its questions within the limits. Dropped before its end, it
/// counts and is recorded as one that the client has cancelled.
struct Exchange<'a> {
    connection: &'a LoginConnection<'a>,
    mechanism: &'static str,
    /// `None` once it has ended.
    state: Mutex<Option<State<'a>>>,
}

struct State<'a> {
    flow: LoginFlow<'a>,
    attempt: LoginAttempt<'a>,
}

impl<'a> Exchange<'a> {
    fn new(connection: &'a LoginConnection<'a>, attempt: LoginAttempt<'a>, mechanism: &'static str) -> Self {
        let (known, after) = match &connection.key {
            Some(peer) => (Some(&peer.identity), &peer.session),
            None => (None, &connection.without_key),
        };
        let LoginService { directory, tokens, .. } = connection.service;
        let from = (connection.protocol, connection.remote);
        let flow = LoginFlow::new(directory, tokens, from, known, after);
        Self { connection, mechanism, state: Mutex::new(Some(State { flow, attempt })) }
    }

    fn finish(mut self, verdict: Verdict) -> Outcome {
        let guard = &self.connection.guard;
        let unavailable = || Outcome::Rejected { reason: Reason::Unavailable, delay: guard.delay() };
        let Some(State { mut flow, mut attempt }) = self.state.get_mut().take() else { return unavailable() };
        attempt.settle(&verdict);
        let attempted = flow.attempted();
        let (binding, account, result) = match &verdict {
            _ if attempt.throttled_for().is_some() => {
                ("", None, format!("rejected:{}", Rejection::Throttled.label()))
            }
            Verdict::Accepted(accepted) => {
                let binding = accepted.binding().map_or("", |binding| binding.name());
                (binding, Some(accepted.account()), "accepted".into())
            }
            Verdict::Rejected(rejected) => match rejected.reason() {
                Rejection::BadCredentials if flow.is_outside() => ("", None, "rejected:network".into()),
                reason => ("", None, format!("rejected:{}", reason.label())),
            },
        };
        self.connection.record(self.mechanism, binding, result, account, attempted.as_ref());
        match verdict {
            _ if attempt.is_throttled() => unavailable(),
            Verdict::Accepted(accepted) => {
                guard.leave();
                let (account, data) =
                    (accepted.account().into(), accepted.success_data().map(<[u8]>::to_vec));
                Outcome::LoggedIn { account, data, session: flow.enter(&accepted) }
            }
            Verdict::Rejected(rejected) => {
                Outcome::Rejected { reason: rejected.reason().into(), delay: guard.delay() }
            }
        }
    }
}

impl Drop for Exchange<'_> {
    fn drop(&mut self) {
        let Some(State { mut flow, mut attempt }) = self.state.get_mut().take() else { return };
        attempt.fail(Rejection::Cancelled);
        let throttled = attempt.throttled_for().is_some();
        let reason = if throttled { Rejection::Throttled } else { Rejection::Cancelled };
        let attempted = flow.attempted();
        let result = format!("rejected:{}", reason.label());
        self.connection.record(self.mechanism, "", result, None, attempted.as_ref());
    }
}

impl countersign::Directory for Exchange<'_> {
    /// Not called: the questions have answers of their own.
    async fn find(&self, _: &str) -> Result<Found, Unavailable> {
        Err(Unavailable)
    }

    async fn run(&self, work: Work<Server>) -> Step<Server> {
        let Some(networks) = self.state.lock().await.as_ref().map(|state| state.attempt.networks()) else {
            return Step::Done(work.unavailable());
        };
        let permit = self.connection.service.pool.may_work(work.mechanism(), work.cost(), networks).await;
        // Other logins may have failed meanwhile.
        let may_go_on = self.state.lock().await.as_mut().is_some_and(|state| state.attempt.may_go_on());
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
        let mut state = self.state.lock().await;
        let State { flow, attempt } = state.as_mut().ok_or(Unavailable)?;
        // The same for every name, whether or not it exists.
        if !attempt.may_ask(question.user()) {
            return Err(Unavailable);
        }
        let found = flow.lookup(question).await?;
        attempt.is_of(flow.guessed());
        Ok(found)
    }

    async fn check_password(&self, question: &CheckPassword) -> Result<PasswordAnswer, Unavailable> {
        let mut state = self.state.lock().await;
        let State { flow, attempt } = state.as_mut().ok_or(Unavailable)?;
        if !attempt.may_try(question.user()) {
            return Err(Unavailable);
        }
        // Released after the lookup, because its result may have to wait.
        let permit = self.connection.service.pool.may_look_up(attempt.networks()).await;
        if permit.is_err() || !attempt.may_go_on() {
            return Err(Unavailable);
        }
        let answer = flow.check(question).await?;
        attempt.is_of(flow.guessed());
        Ok(answer)
    }

    async fn check_token(&self, question: &CheckToken) -> Result<TokenAnswer, Unavailable> {
        let mut state = self.state.lock().await;
        let State { flow, .. } = state.as_mut().ok_or(Unavailable)?;
        Ok(flow.check_token(question).await?)
    }

    async fn authorize(&self, question: &Authorize) -> Result<Decision, Unavailable> {
        let mut state = self.state.lock().await;
        let State { flow, attempt } = state.as_mut().ok_or(Unavailable)?;
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
        if let Ok(mut state) = self.state.try_lock()
            && let Some(state) = state.as_mut()
        {
            state.attempt.settle(verdict);
        }
    }
}
