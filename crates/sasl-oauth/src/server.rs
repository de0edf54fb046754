//! The server: asks for the owner of the token.
use crate::{
    dialect::Dialect,
    message::{self, Claims},
    refusal::{self, Status},
};
use alloc::string::String;
use sasl_core::{
    Error, Secret, Server,
    mechanism::Next,
    server::{CheckToken, Finish, Rejection, TokenAnswer, TokenFailure},
};

pub(crate) fn start(dialect: Dialect) -> Next<Server> {
    Next::receive(move |message: &[u8]| read(dialect, message))
}

fn read(dialect: Dialect, message: &[u8]) -> Result<Next<Server>, Error> {
    const NAME: Error = Error::peer("OAuth: the name is empty or contains characters that are not allowed");
    let Claims { user, host, port, token } = message::read(dialect, message)?;
    let user = match user {
        Some(user) => Some(precis_normalize::login_name(&user).map_err(|_| NAME)?.into_owned()),
        None => None,
    };
    let question = CheckToken::new(Secret::new(token)).with_user(user);
    let question = question.with_server(host.map(String::from), port);
    Ok(Next::ask(question, move |question: CheckToken, answer| {
        Ok(Next::finish(decide(dialect, question, answer)))
    }))
}

/// Decides by the issuer's answer. The token determines the authenticated identity; the client's claim is the requested
/// authorization identity.
fn decide(dialect: Dialect, question: CheckToken, answer: TokenAnswer) -> Finish {
    let refuse = |reason, status, failure: &TokenFailure| {
        Finish::rejected_after(reason, refusal::write(dialect, status, failure))
    };
    match answer {
        // An empty token is rejected, whatever the issuer answers.
        TokenAnswer::Valid { .. } if question.token().expose().is_empty() => {
            refuse(Rejection::BadCredentials, Status::Invalid, &TokenFailure::default())
        }
        TokenAnswer::Valid { user } => Finish::proved(user).with_authzid(question.into_user()),
        TokenAnswer::Invalid(failure) => refuse(Rejection::BadCredentials, Status::Invalid, &failure),
        TokenAnswer::InsufficientScope(failure) => {
            refuse(Rejection::NotAuthorized, Status::InsufficientScope, &failure)
        }
    }
}
