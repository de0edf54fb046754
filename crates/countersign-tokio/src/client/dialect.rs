//! The steps to a login in each protocol.
use super::{
    error::LoginError,
    imap, pop3,
    protocol::{Protocol, TAG},
    session::Session,
    sieve, smtp,
};
use countersign::mail::{self, BadArgument, Command};

/// Reads the greeting and the capabilities; returns whether TLS can begin.
pub(super) async fn greet(session: &mut Session) -> Result<bool, LoginError> {
    match session.protocol {
        Protocol::Imap => imap::greet(session).await,
        Protocol::Smtp => smtp::greet(session).await,
        Protocol::Pop3 => pop3::greet(session).await,
        Protocol::Sieve => sieve::list(session).await,
    }
}

/// Sends STARTTLS and reads its acceptance.
pub(super) async fn start_tls(session: &mut Session) -> Result<(), LoginError> {
    match session.protocol {
        Protocol::Imap => imap::start_tls(session).await,
        Protocol::Smtp => smtp::start_tls(session).await,
        Protocol::Pop3 => pop3::start_tls(session).await,
        Protocol::Sieve => sieve::start_tls(session).await,
    }
}

/// Reads the capabilities inside TLS that did not begin with the connection.
pub(super) async fn list(session: &mut Session) -> Result<(), LoginError> {
    match session.protocol {
        Protocol::Imap => imap::list(session).await,
        Protocol::Smtp => smtp::hello(session).await.map(|_| ()),
        Protocol::Pop3 => pop3::list(session).await.map(|_| ()),
        Protocol::Sieve => sieve::list(session).await.map(|_| ()),
    }
}

/// Returns the command that begins an exchange.
pub(super) fn command(session: &Session, name: &str, message: Option<&[u8]>) -> Result<Command, BadArgument> {
    match session.protocol {
        Protocol::Imap => mail::imap::client::authenticate(TAG, name, message, &session.capabilities),
        Protocol::Smtp => mail::smtp::client::auth(name, message),
        Protocol::Pop3 => mail::pop3::client::auth(name, message),
        Protocol::Sieve => mail::sieve::client::authenticate(name, message),
    }
}
