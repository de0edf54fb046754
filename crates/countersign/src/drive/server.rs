//! A server's exchange for blocking programs.
use core::fmt;
use sasl_core::{
    Server, Step,
    server::{Ask, Authorize, CheckToken, Decision, Found, TokenAnswer, TokenFailure, Verdict},
};
use zeroize::Zeroizing;

/// The accounts of a server, with blocking queries.
pub trait Directory {
    /// Returns the records of this login name, or `None` if the directory cannot answer now.
    fn find(&self, user: &str) -> Option<Found>;

    /// Validates a bearer token. Returns `None` if the issuer cannot answer now. The default knows no issuer, so
    /// all tokens are invalid.
    fn check_token(&self, _: &CheckToken) -> Option<TokenAnswer> {
        Some(TokenAnswer::Invalid(TokenFailure::default()))
    }

    /// Decides whether the authenticated identity may log in and act as the requested one. The default grants only
    /// the authenticated identity.
    fn authorize(&self, _: &Authorize) -> Decision {
        Decision::GrantAuthenticated
    }
}

/// The connection between a server and its client.
pub trait ServerWire {
    /// The error of a connection that cannot be used.
    type Error;

    /// Sends a challenge and reads the client's answer.
    ///
    /// # Errors
    /// The error of the connection. The exchange is dropped and the client is not logged in.
    fn challenge(&mut self, challenge: &[u8]) -> Result<Response, Self::Error>;
}

/// The answer of a client. With the feature `mail` it can be created from a line of any mail protocol:
/// `Line::read(..).into()`.
pub enum Response {
    /// A decoded message, which can contain a password.
    Message(Zeroizing<Vec<u8>>),
    /// A line that is not the encoding of a message.
    Undecodable,
    /// A line that exceeds the maximum length.
    TooLong,
    /// The client cancelled the exchange.
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

/// Drives a server's exchange to its verdict.
///
/// # Errors
/// The error of the wire.
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
