//! A server's exchange, for asynchronous programs: one call from the first step to the verdict, without a runtime.
use crate::drive::Response;
use core::future::Future;
use sasl_core::{
    Server, Step, Work,
    server::{
        Ask, Authorize, CheckPassword, CheckToken, Decision, Found, Lookup, PasswordAnswer, TokenAnswer,
        TokenFailure, Verdict,
    },
};

/// The directory cannot answer now. The client is answered with a temporary failure, and told to try again.
///
/// Every error converts to it, so that `?` does in a [`Directory`]'s methods. The error itself is dropped: log it
/// before, where it is worth it.
#[derive(Clone, Copy, Debug)]
pub struct Unavailable;

impl<E: core::error::Error> From<E> for Unavailable {
    fn from(_: E) -> Self {
        Self
    }
}

/// The accounts of a server, asked asynchronously.
///
/// One value may serve every login, or be made for each: what is learned of one login (its account, its address) then
/// lives in it. An error is [`Unavailable`]; a name without an account is none, but [`Found::Unknown`], and has to take
/// as long as one with an account.
pub trait Directory: Send + Sync {
    /// Returns what is stored for this login name, for SCRAM, CRAM-MD5, PLAIN and LOGIN.
    fn find(&self, user: &str) -> impl Future<Output = Result<Found, Unavailable>> + Send;

    /// Runs work that takes a processor milliseconds: a password is being derived. It must not run on a thread that
    /// other connections wait for; with tokio:
    ///
    /// ```text
    /// let ran = tokio::task::spawn_blocking(|| work.run()).await;
    /// ran.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    /// ```
    ///
    /// Bound how many run at a time, by a semaphore for instance: an attacker may begin as many logins as there are
    /// connections.
    fn run(&self, work: Work<Server>) -> impl Future<Output = Step<Server>> + Send;

    /// Answers a mechanism's lookup. The default is [`find`](Self::find); a directory that distinguishes mechanisms, or
    /// reads extensions, overrides it.
    fn lookup(&self, question: &Lookup) -> impl Future<Output = Result<Found, Unavailable>> + Send {
        self.find(question.user())
    }

    /// Answers whether a password is right that was sent as such. The default checks it against what
    /// [`find`](Self::find) returns; a directory that has PAM or LDAP check it overrides it.
    fn check_password(
        &self,
        question: &CheckPassword,
    ) -> impl Future<Output = Result<PasswordAnswer, Unavailable>> + Send {
        let found = self.find(question.user());
        async { found.await.map(PasswordAnswer::Against) }
    }

    /// Answers whose token this is. The default knows no issuer, so that no token is valid.
    fn check_token(&self, _: &CheckToken) -> impl Future<Output = Result<TokenAnswer, Unavailable>> + Send {
        async { Ok(TokenAnswer::Invalid(TokenFailure::default())) }
    }

    /// Decides whether the authenticated identity may log in, and act as the requested one. The default grants the
    /// authenticated identity, and no other.
    ///
    /// The account may have been disabled since it was looked up, so look again.
    fn authorize(&self, _: &Authorize) -> impl Future<Output = Result<Decision, Unavailable>> + Send {
        async { Ok(Decision::GrantAuthenticated) }
    }

    /// The verdict is fixed. It is called once for each exchange, before the client can see anything of the verdict, so
    /// that a client which closes its connection is counted too: rate limits, the audit log. The default does nothing.
    fn settle(&self, _: &Verdict) {}
}

/// How a server reaches the client of one login.
pub trait Wire: Send {
    /// Why the connection cannot be used any more.
    type Error: Send;

    /// Sends a challenge, and reads what the client answers: at most this many octets of a message, once it is decoded.
    /// With the feature `mail` a [`Response`] is made of a protocol's line.
    ///
    /// # Errors
    /// The connection cannot be used; the exchange ends, and no client is logged in.
    fn challenge(
        &mut self,
        challenge: &[u8],
        max_message: usize,
    ) -> impl Future<Output = Result<Response, Self::Error>> + Send;
}

/// Drives a server's exchange to its verdict.
///
/// It does no I/O and needs no runtime: it awaits what the directory and the wire do. Dropping the future ends the
/// exchange, and no client is logged in. A deadline for the whole login is the caller's (`tokio::time::timeout`).
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
///         Ok(Response::Message(b"\0amy\0pencil".to_vec().into())) // what the client has sent
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
/// Those of the wire. [`Directory::settle`] has been called with the rejection then.
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
