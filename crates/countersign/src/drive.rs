//! Exchanges for programs that may block: a thread per connection, a command line, a test.
//!
//! Asynchronous programs write the same loop themselves; it is shorter than an abstraction of it.
use sasl_core::{
    Asked, Client, Error, Server, Step,
    client::{self, Authenticated, Credentials, WantCredentials},
    server::{Ask, Authorize, Decision, Found, Verdict},
};

/// The accounts of a server.
pub trait Directory {
    /// What is stored for this login name; `None` when that cannot be told now.
    fn find(&self, user: &str) -> Option<Found>;

    /// May they come in, and as whom? The default lets everybody act as themselves.
    fn authorize(&self, _: &Authorize) -> Decision {
        Decision::GrantAuthenticated
    }
}

/// How a server reaches its client.
pub trait ServerWire {
    /// Why the connection cannot be used.
    type Error;

    /// Send a challenge, and read what comes back.
    ///
    /// # Errors
    /// The connection cannot be used; the exchange is dropped and nobody is logged in.
    fn challenge(&mut self, challenge: &[u8]) -> Result<Response, Self::Error>;
}

/// What a client answers.
#[derive(Debug)]
pub enum Response {
    /// A message.
    Message(Vec<u8>),
    /// A line that is not the encoding of a message.
    Undecodable,
    /// It gives up.
    Cancelled,
}

/// Drive a server's exchange to its verdict.
///
/// # Errors
/// Those of the wire.
pub fn serve<W: ServerWire>(
    mut step: Step<Server>,
    directory: &impl Directory,
    wire: &mut W,
) -> Result<Verdict, W::Error> {
    loop {
        step = match step {
            Step::Send { message, then } => match wire.challenge(&message)? {
                Response::Message(message) => then.receive(&message),
                Response::Undecodable => return Ok(then.undecodable()),
                Response::Cancelled => return Ok(then.cancelled()),
            },
            Step::Ask(Ask::Lookup(asked)) => match directory.find(asked.user()) {
                Some(found) => asked.answer(found),
                None => asked.unavailable(),
            },
            Step::Ask(Ask::CheckPassword(asked)) => match directory.find(asked.user()) {
                Some(found) => asked.against(found),
                None => asked.unavailable(),
            },
            Step::Ask(Ask::Authorize(asked)) => asked.answer_with(|question| directory.authorize(question)),
            Step::Ask(other) => other.decline(),
            Step::Work(work) => work.run(),
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}

/// How a client reaches its server.
pub trait ClientWire {
    /// Why the connection cannot be used.
    type Error: From<Error>;

    /// Send this message (first: the initial response; `None`: there is none), and read what comes back.
    ///
    /// # Errors
    /// The connection cannot be used.
    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Self::Error>;

    /// Tell the server that the exchange is off: what it has sent is not acceptable.
    ///
    /// # Errors
    /// The connection cannot be used.
    fn cancel(&mut self) -> Result<(), Self::Error>;
}

/// What a server answers.
#[derive(Debug)]
pub enum Reply {
    /// A challenge.
    Challenge(Vec<u8>),
    /// Yes, with data if the protocol has room for them.
    Success(Option<Vec<u8>>),
    /// No.
    Failure,
}

/// Drive a client's exchange until the server has proved itself and said yes.
///
/// # Errors
/// What is wrong with the server, its refusal, or what the wire says.
pub fn log_in<W: ClientWire>(
    mut step: Step<Client>,
    credentials: impl FnOnce(&Asked<WantCredentials>) -> Credentials,
    wire: &mut W,
) -> Result<Authenticated, W::Error> {
    let mut credentials = Some(credentials);
    loop {
        let (message, then) = match step {
            Step::Send { message, then } => (Some(message), then),
            Step::Receive(then) => (None, then),
            Step::Ask(client::Ask::Credentials(asked)) => {
                let Some(credentials) = credentials.take() else {
                    return Err(client::Ask::Credentials(asked).decline().into());
                };
                let answer = credentials(&asked);
                step = asked.answer(answer)?;
                continue;
            }
            Step::Ask(other) => return Err(other.decline().into()),
            Step::Work(work) => {
                step = work.run()?;
                continue;
            }
            Step::Done(authenticated) => return Ok(authenticated),
        };
        let next = match wire.respond(message.as_deref())? {
            Reply::Challenge(challenge) => then.receive(&challenge).inspect_err(|_| {
                // The error at hand is the one to report.
                let _ = wire.cancel();
            }),
            Reply::Success(data) => then.success(data.as_deref()),
            Reply::Failure => Err(then.failure()),
        };
        step = next?;
    }
}
