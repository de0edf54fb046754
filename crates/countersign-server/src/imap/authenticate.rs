//! AUTHENTICATE and LOGIN (RFC 9051 sections 6.2.2 and 6.2.3).
use super::state::{State, capabilities};
use crate::{Conversation, Ended, login::Login, session::Session};
use countersign::mail::{InvalidState, imap, line::read_initial};

/// Returns the arguments of `AUTHENTICATE SP auth-type [SP initial-resp]`, if this is one. It is parsed here and not by the
/// codec, because it may contain a credential, and because its errors have their own replies.
pub(super) fn arguments(octets: &[u8]) -> Option<Vec<&[u8]>> {
    let line = octets.strip_suffix(b"\r\n").unwrap_or(octets);
    let mut words = line.split(|octet| *octet == b' ');
    let command = words.nth(1)?;
    command.eq_ignore_ascii_case(b"AUTHENTICATE").then(|| words.collect())
}

/// Answers an AUTHENTICATE command.
pub(super) async fn authenticate(
    session: &mut Session,
    state: &mut State,
    conversation: &mut Conversation,
    tag: &str,
    arguments: &[&[u8]],
) -> Result<(), Ended> {
    if state.is_authenticated() {
        return conversation.write(imap::server::reply(InvalidState::LoggedIn).line(tag)).await;
    }
    let (name, argument) = match arguments {
        [name] => (name, None),
        [name, initial] => (name, Some(*initial)),
        _ => return conversation.write(format!("{tag} BAD AUTHENTICATE takes a mechanism's name\r\n")).await,
    };
    let initial = read_initial(argument, session.limit());
    let login = session.log_in(conversation, name, initial).await?;
    answer(session, state, conversation, tag, login).await
}

/// Answers a LOGIN command, which is PLAIN under another name, by PLAIN's rules.
pub(super) async fn login(
    session: &mut Session,
    state: &mut State,
    conversation: &mut Conversation,
    tag: &str,
    user: &[u8],
    password: &[u8],
) -> Result<(), Ended> {
    let login = session.log_in_with_password("LOGIN", conversation, user, password).await?;
    answer(session, state, conversation, tag, login).await
}

async fn answer(
    session: &mut Session,
    state: &mut State,
    conversation: &mut Conversation,
    tag: &str,
    login: Login,
) -> Result<(), Ended> {
    let reply = match login {
        Login::Accepted { account, owner, .. } => {
            session.owner = owner;
            *state = State::Authenticated { account };
            imap::server::success(tag, Some(&capabilities(session, state)))
        }
        Login::Refused(reason) => imap::server::reply(reason).line(tag),
    };
    conversation.write(reply).await
}
