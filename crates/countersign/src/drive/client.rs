//! A client's exchange.
use sasl_core::{
    Awaiting, Client, Error, Step,
    client::{Ask, Authenticated, Credentials},
    mechanism::Message,
};

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

/// What a client does next, once its own part is done.
#[derive(Debug)]
pub enum ClientAction {
    /// Send this message (`None`: there is no initial response), and hand what comes back to the exchange.
    Send(Option<Message>, Awaiting<Client>),
    /// Over.
    Done(Authenticated),
}

/// Answer the question for credentials and do the work, up to what goes over the wire. An asynchronous program
/// runs this where it may block.
///
/// # Errors
/// What the mechanism finds wrong with the credentials or with what the server has sent.
pub fn turn(step: Step<Client>, credentials: impl FnOnce() -> Credentials) -> Result<ClientAction, Error> {
    let mut credentials = Some(credentials);
    turn_with(step, |ask| match (ask, credentials.take()) {
        (Ask::Credentials(asked), Some(credentials)) => asked.answer(credentials()),
        (other, _) => Err(other.decline()),
    })
}

/// The same for a program that answers every question by itself: for a token, for instance.
///
/// # Errors
/// As [`turn`], and those of the answer.
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

/// Drive a client's exchange until the server has proved itself and said yes.
///
/// # Errors
/// What is wrong with the server, its refusal, or what the wire says.
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

/// The same for a program that answers every question by itself: for a token, for instance.
///
/// # Errors
/// As [`log_in`], and those of the answer.
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
                // The error at hand is the one to report.
                let _ = wire.cancel();
            })?,
            Reply::Success(data) => then.success(data.as_deref())?,
            Reply::Failure => return Err(then.failure().into()),
        };
    }
}
