//! A client's exchange for blocking programs.
use sasl_core::{
    Awaiting, Client, Error, Step,
    client::{Ask, Authenticated, Credentials},
    mechanism::Message,
};

/// The connection between a client and its server.
pub trait ClientWire {
    /// The error of a connection that cannot be used.
    type Error: From<Error>;

    /// Sends a message and reads the server's answer. The first message is the initial response; `None` means that
    /// there is none.
    ///
    /// # Errors
    /// The error of the connection.
    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Self::Error>;

    /// Cancels the exchange because the server's message was not acceptable.
    ///
    /// # Errors
    /// The error of the connection.
    fn cancel(&mut self) -> Result<(), Self::Error>;
}

/// The answer of a server.
#[derive(Debug)]
pub enum Reply {
    /// The server sent a challenge.
    Challenge(Vec<u8>),
    /// The server reported success, with data if the protocol can carry it.
    Success(Option<Vec<u8>>),
    /// The server reported failure.
    Failure,
}

/// The next action of a client, after the local work is done.
#[derive(Debug)]
pub enum ClientAction {
    /// Send this message (`None`: no initial response) and pass the answer to the exchange.
    Send(Option<Message>, Awaiting<Client>),
    /// The exchange has ended.
    Done(Authenticated),
}

/// Answers the question for credentials and does the work up to the next message. An asynchronous program calls
/// this where it may block.
///
/// # Errors
/// The mechanism's error for invalid credentials or an invalid message of the server.
pub fn turn(step: Step<Client>, credentials: impl FnOnce() -> Credentials) -> Result<ClientAction, Error> {
    let mut credentials = Some(credentials);
    turn_with(step, |ask| match (ask, credentials.take()) {
        (Ask::Credentials(asked), Some(credentials)) => asked.answer(credentials()),
        (other, _) => Err(other.decline()),
    })
}

/// Does the same as [`turn`] with answers to all kinds of questions, for example for a token.
///
/// # Errors
/// The errors of [`turn`] and those of the answer.
pub fn turn_with(
    mut step: Step<Client>,
    mut answer: impl FnMut(Ask) -> Result<Step<Client>, Error>,
) -> Result<ClientAction, Error> {
    loop {
        step = match step {
            Step::Send { message, then } => return Ok(ClientAction::Send(Some(message), then)),
            Step::Receive(then) => return Ok(ClientAction::Send(None, then)),
            Step::Ask(ask) => answer(ask)?,
            Step::Work(work) => work.run()?,
            Step::Done(authenticated) => return Ok(ClientAction::Done(authenticated)),
        };
    }
}

/// Drives a client's exchange until the server has proved itself and reported success.
///
/// # Errors
/// The mechanism's error, the server's rejection, or the error of the wire.
pub fn log_in<W: ClientWire>(
    step: Step<Client>,
    credentials: impl Fn() -> Credentials,
    wire: &mut W,
) -> Result<Authenticated, W::Error> {
    let answer = |ask| match ask {
        Ask::Credentials(asked) => asked.answer(credentials()),
        other => Err(other.decline()),
    };
    log_in_with(step, answer, wire)
}

/// Does the same as [`log_in`] with answers to all kinds of questions, for example for a token.
///
/// # Errors
/// The errors of [`log_in`] and those of the answer.
pub fn log_in_with<W: ClientWire>(
    mut step: Step<Client>,
    mut answer: impl FnMut(Ask) -> Result<Step<Client>, Error>,
    wire: &mut W,
) -> Result<Authenticated, W::Error> {
    loop {
        let (message, then) = match turn_with(step, &mut answer)? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        step = match wire.respond(message.as_deref())? {
            Reply::Challenge(challenge) => then.receive(&challenge).inspect_err(|_| {
                // Report the first error, not that of the cancellation.
                let _ = wire.cancel();
            })?,
            Reply::Success(data) => then.success(data.as_deref())?,
            Reply::Failure => return Err(then.failure().into()),
        };
    }
}
