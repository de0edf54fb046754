//! Registering the key that a connection has proved.
use super::{error::LoginError, imap, open::Target, protocol::Protocol, session::Session, trace::Trace};
use super::{exchange::log_in, wishes::Wishes};

/// Log in with a password over a connection that proves a key, and have the key registered under this name.
pub(crate) async fn register(
    target: &Target,
    wishes: &Wishes,
    name: &str,
    trace: Trace,
) -> Result<(), LoginError> {
    if target.url.protocol != Protocol::Imap {
        return Err(LoginError::Usage("a key is registered over IMAP: imaps://HOST or imap://HOST".into()));
    }
    let mut session = Session::open(target, trace).await?;
    if session.preauth {
        return Err(LoginError::Usage("this key logs in already".into()));
    }
    if !session.has_presented_a_key() {
        return Err(LoginError::Connection("the server has not asked for a key".into()));
    }
    log_in(&mut session, wishes).await?;
    let registered = imap::register(&mut session, name).await;
    session.close().await;
    registered
}
