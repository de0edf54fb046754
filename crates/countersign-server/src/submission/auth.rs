//! AUTH (RFC 4954 section 4).
use crate::{Conversation, Ended, login::Login, session::Session};
use countersign::mail::{line::read_initial, smtp};

/// Answers an AUTH command; returns the account after a login.
pub(super) async fn auth(
    session: &Session,
    conversation: &mut Conversation,
    arguments: &[&[u8]],
) -> Result<Option<String>, Ended> {
    let (name, argument) = match arguments {
        [name] => (name, None),
        [name, initial] => (name, Some(*initial)),
        _ => {
            conversation.write("501 5.5.4 AUTH takes a mechanism's name\r\n").await?;
            return Ok(None);
        }
    };
    let initial = read_initial(argument, session.limit());
    let login = session.log_in(conversation, name, initial).await?;
    let (reply, account) = match login {
        Login::Accepted { account, .. } => (smtp::server::success(), Some(account)),
        Login::Refused(reason) => (smtp::server::reply(reason), None),
    };
    conversation.write(reply.line()).await?;
    Ok(account)
}
