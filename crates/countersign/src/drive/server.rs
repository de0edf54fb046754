//! A server's exchange.
use core::fmt;
use sasl_core::{
    Server, Step,
    server::{Ask, Authorize, CheckToken, Decision, Found, TokenAnswer, TokenFailure, Verdict},
};
use zeroize::Zeroizing;

/// The accounts of a server.
pub trait Directory {
    /// What is stored for this login name; `None` when that cannot be told now.
    fn find(&self, user: &str) -> Option<Found>;

    /// Whose token is this? `None` when that cannot be told now. The default knows no issuer, so no token is valid.
    fn check_token(&self, _: &CheckToken) -> Option<TokenAnswer> {
        Some(TokenAnswer::Invalid(TokenFailure::default()))
    }

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

/// What a client answers. With the feature `mail` it is made of a line of any mail protocol: `Line::read(..).into()`.
pub enum Response {
    /// A message, decoded; it may be a password.
    Message(Zeroizing<Vec<u8>>),
    /// A line that is not the encoding of a message.
    Undecodable,
    /// A line that is longer than is read.
    TooLong,
    /// It gives up.
    Cancelled,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Message(_) => "Message(..)",
            Self::Undecodable => "Undecodable",
            Self::TooLong => "TooLong",
            Self::Cancelled => "Cancelled",
        })
    }
}

#[cfg(feature = "mail")]
impl From<sasl_mail::line::Line> for Response {
    fn from(line: sasl_mail::line::Line) -> Self {
        use sasl_mail::line::Line;
        match line {
            Line::Response(message) => Self::Message(message.into()),
            Line::Cancel => Self::Cancelled,
            Line::Undecodable => Self::Undecodable,
            Line::TooLong => Self::TooLong,
        }
    }
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
                Response::Undecodable => return Ok(then.reject_undecodable()),
                Response::TooLong => return Ok(then.reject_too_long()),
                Response::Cancelled => return Ok(then.cancel()),
            },
            Step::Ask(Ask::Lookup(asked)) => match directory.find(asked.user()) {
                Some(found) => asked.answer(found),
                None => asked.unavailable(),
            },
            Step::Ask(Ask::CheckPassword(asked)) => match directory.find(asked.user()) {
                Some(found) => asked.verify_against(found),
                None => asked.unavailable(),
            },
            Step::Ask(Ask::CheckToken(asked)) => match directory.check_token(&asked) {
                Some(answer) => asked.answer(answer),
                None => asked.unavailable(),
            },
            Step::Ask(Ask::Authorize(asked)) => asked.answer_with(|question| directory.authorize(question)),
            Step::Ask(other) => other.decline(),
            Step::Work(work) => work.run(),
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}
