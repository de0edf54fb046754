//! Registration of the connection's key.
use super::{error::LoginError, imap, open::Target, protocol::Protocol, session::Session, trace::Trace};
use super::{exchange::log_in, options::LoginOptions};

/// Logs in with a password over a connection with a proved key, and registers the key under this name.
pub async fn register(
    target: &Target,
    options: &LoginOptions,
    name: &str,
    trace: Trace,
) -> Result<(), LoginError> {
    if target.url.protocol != Protocol::Imap {
        return Err(LoginError::Usage(
            "keys are registered over IMAP: use imaps://HOST or imap://HOST".into(),
        ));
    }
    let mut session = Session::open(target, trace).await?;
    if session.preauth {
        return Err(LoginError::Usage("this key is already registered".into()));
    }
    if !session.has_presented_a_key() {
        return Err(LoginError::Connection("the server did not request a client key".into()));
    }
    log_in(&mut session, options).await?;
    let registered = imap::register(&mut session, name).await;
    session.close().await;
    registered
}
