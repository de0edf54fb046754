//! A server's exchange for asynchronous programs: one call from the first step to the verdict, without a runtime.
use crate::drive::Response;
use core::future::Future;
use sasl_core::{
    Server, Step, Work,
    server::{
        Ask, Authorize, CheckPassword, CheckToken, Decision, Found, Lookup, PasswordAnswer, TokenAnswer,
        TokenFailure, Verdict,
    },
};

/// The error for a directory that cannot answer now. The client gets a temporary failure and can retry.
///
/// Every error converts to it, so `?` works in the methods of a [`Directory`]. The original error is dropped: log
/// it before if necessary.
#[derive(Clone, Copy, Debug)]
pub struct Unavailable;

impl<E: core::error::Error> From<E> for Unavailable {
    fn from(_: E) -> Self {
        Self
    }
}

/// The accounts of a server, with asynchronous queries.
///
/// One value can serve all logins, or each login can have its own and store what it has found (account, address).
/// An error is [`Unavailable`]. A name without an account is not an error but [`Found::Unknown`], and must take as
/// long as a name with one.
pub trait Directory: Send + Sync {
    /// Returns the records of this login name, for SCRAM, CRAM-MD5, PLAIN and LOGIN.
    fn find(&self, user: &str) -> impl Future<Output = Result<Found, Unavailable>> + Send;

    /// Runs work that takes milliseconds of CPU time, such as the derivation of keys. It must not run on a thread
    /// that other connections wait for; with tokio:
    ///
    /// ```text
    /// let ran = tokio::task::spawn_blocking(|| work.run()).await;
    /// ran.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    /// ```
    ///
    /// Limit how many run at a time, for example with a semaphore: an attacker can start one login on every
    /// connection.
    fn run(&self, work: Work<Server>) -> impl Future<Output = Step<Server>> + Send;

    /// Answers a mechanism's lookup. The default calls [`find`](Self::find). Override it in a directory that
    /// distinguishes mechanisms or reads extensions.
    fn lookup(&self, question: &Lookup) -> impl Future<Output = Result<Found, Unavailable>> + Send {
        self.find(question.user())
    }

    /// Checks a password that was sent in plaintext. The default checks it against the records from
    /// [`find`](Self::find). Override it in a directory that uses PAM or LDAP.
    fn check_password(
        &self,
        question: &CheckPassword,
    ) -> impl Future<Output = Result<PasswordAnswer, Unavailable>> + Send {
        let found = self.find(question.user());
        async { found.await.map(PasswordAnswer::Against) }
    }

    /// Validates a bearer token. The default knows no issuer, so all tokens are invalid.
    fn check_token(&self, _: &CheckToken) -> impl Future<Output = Result<TokenAnswer, Unavailable>> + Send {
        async { Ok(TokenAnswer::Invalid(TokenFailure::default())) }
    }

    /// Decides whether the authenticated identity may log in and act as the requested one. The default grants only
    /// the authenticated identity.
    ///
    /// Look the account up again, because it can have been disabled since the first lookup.
    fn authorize(&self, _: &Authorize) -> impl Future<Output = Result<Decision, Unavailable>> + Send {
        async { Ok(Decision::GrantAuthenticated) }
    }

    /// Reports the final verdict, once for each exchange and before the client can see any of it. Use it for rate
    /// limits and the audit log: clients that disconnect early are then counted too. The default does nothing.
    fn settle(&self, _: &Verdict) {}
}

/// The connection between a server and the client of one login.
pub trait Wire: Send {
    /// The error of a connection that can no longer be used.
    type Error: Send;

    /// Sends a challenge and reads the client's answer, at most this many octets of a decoded message. With the
    /// feature `mail` a [`Response`] can be created from a line of the protocol.
    ///
    /// # Errors
    /// The error of the connection. The exchange ends and the client is not logged in.
    fn challenge(
        &mut self,
        challenge: &[u8],
        max_message: usize,
    ) -> impl Future<Output = Result<Response, Self::Error>> + Send;
}

/// Drives a server's exchange to its verdict.
///
/// It does no I/O and needs no runtime: it awaits the directory and the wire. If the future is dropped, the
/// exchange ends, the client is not logged in, and [`Directory::settle`] is not called. Let a timeout be an error of the
/// wire, so that a client that stays silent counts for rate limits.
///
/// ```
/// use countersign::{
///     Credentials, DirectorySecret, Entropy, Recipe, Records, Secret, Security, Step, Unavailable, Work, authenticate,
///     sasl::{Profile, Server, server::{Connection, Found, Verdict}},
///     drive::Response,
///     server_registry,
/// };
///
/// struct Accounts { amy: Records }
/// impl countersign::Directory for Accounts {
///     async fn find(&self, user: &str) -> Result<Found, Unavailable> {
///         Ok(if user == "amy" {
///             Found::Account(self.amy.clone())
///         } else {
///             Found::Unknown { canonical: user.into() }
///         })
///     }
///     async fn run(&self, work: Work<Server>) -> Step<Server> {
///         work.run() // on a thread that may block
///     }
/// }
///
/// struct Wire;
/// impl countersign::Wire for Wire {
///     type Error = std::io::Error;
///     async fn challenge(&mut self, _: &[u8], _: usize) -> Result<Response, std::io::Error> {
///         Ok(Response::Message(b"\0amy\0pencil".to_vec().into())) // the client's message
///     }
/// }
///
/// # async fn log_in() -> Result<(), Box<dyn std::error::Error>> {
/// let recipe = Recipe::default().with_iterations(4096);
/// let credentials = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32]))?.run();
/// let accounts = Accounts { amy: credentials.records() };
/// let registry = server_registry(&DirectorySecret::new([2; 32]), &recipe);
/// let offer = registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
///
/// let step = offer.start("PLAIN", None, Entropy::new([3; 32]))?;
/// let Verdict::Accepted(accepted) = authenticate(step, &accounts, &mut Wire).await? else { panic!() };
/// assert_eq!(accepted.account(), "amy");
/// # Ok(())
/// # }
/// # let waker = std::task::Waker::noop();
/// # let mut future = std::pin::pin!(log_in());
/// # let ready = future.as_mut().poll(&mut std::task::Context::from_waker(waker));
/// # assert!(matches!(ready, std::task::Poll::Ready(Ok(()))));
/// ```
///
/// # Errors
/// The error of the wire. [`Directory::settle`] has then been called with the rejection.
pub async fn authenticate<W: Wire>(
    mut step: Step<Server>,
    directory: &impl Directory,
    wire: &mut W,
) -> Result<Verdict, W::Error> {
    let mut is_settled = false;
    let mut settle = |verdict: &Verdict| {
        if !std::mem::replace(&mut is_settled, true) {
            directory.settle(verdict);
        }
    };
    let verdict = loop {
        step = match step {
            Step::Send { message, then } => {
                if let Some(fixed) = then.fixed() {
                    settle(fixed);
                }
                match wire.challenge(&message, then.max_message()).await {
                    Ok(Response::Message(message)) => then.receive(&message),
                    Ok(Response::Undecodable) => break then.reject_undecodable(),
                    Ok(Response::TooLong) => break then.reject_too_long(),
                    Ok(Response::Cancelled) => break then.cancel(),
                    Err(error) => {
                        settle(&then.cancel());
                        return Err(error);
                    }
                }
            }
            Step::Ask(Ask::Lookup(asked)) => match directory.lookup(&asked).await {
                Ok(found) => asked.answer(found),
                Err(Unavailable) => asked.unavailable(),
            },
            Step::Ask(Ask::CheckPassword(asked)) => match directory.check_password(&asked).await {
                Ok(answer) => asked.answer(answer),
                Err(Unavailable) => asked.unavailable(),
            },
            Step::Ask(Ask::CheckToken(asked)) => match directory.check_token(&asked).await {
                Ok(answer) => asked.answer(answer),
                Err(Unavailable) => asked.unavailable(),
            },
            Step::Ask(Ask::Authorize(asked)) => match directory.authorize(&asked).await {
                Ok(decision) => asked.answer(decision),
                Err(Unavailable) => asked.unavailable(),
            },
            Step::Ask(other) => other.decline(),
            Step::Work(work) => directory.run(work).await,
            Step::Done(verdict) => break verdict,
        }
    };
    settle(&verdict);
    Ok(verdict)
}
