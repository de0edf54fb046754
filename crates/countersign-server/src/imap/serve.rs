//! A session from its greeting to its end.
use super::{
    authenticate, command, id, idle,
    read::{Read, parse, read},
    register,
    state::{State, capabilities},
};
use crate::{Conversation, Ended, invalid_commands::InvalidCommands, session::Session, tls::Tls};
use imap_codec::imap_types::command::CommandBody;
use std::{ops::ControlFlow, time::Duration};

/// RFC 9051 section 5.4: at least 30 minutes after login.
const LOGGED_IN: Duration = Duration::from_secs(30 * 60);

/// Serves until the client disconnects.
pub(crate) async fn run(session: &mut Session, connection: &mut Option<Conversation>) -> Result<(), Ended> {
    let mut state = State::first(session);
    let mut invalid_commands = InvalidCommands::default();
    let word = if state.is_authenticated() { "PREAUTH" } else { "OK" };
    let greeting = format!("* {word} [CAPABILITY {}] countersign\r\n", capabilities(session, &state));
    connection.as_mut().ok_or(Ended::Closed)?.write(greeting).await?;
    loop {
        let conversation = connection.as_mut().ok_or(Ended::Closed)?;
        if state.is_authenticated() {
            conversation.set_idle_timeout(LOGGED_IN);
        }
        if invalid_commands.are_too_many() {
            return conversation.write("* BYE Too many mistakes\r\n").await;
        }
        let (tag, octets) = match read(conversation).await? {
            Read::Command { tag, octets } => (tag, octets),
            Read::Refused(reply) => {
                invalid_commands.count(false);
                conversation.write(reply).await?;
                continue;
            }
            Read::Hopeless(reply) => return conversation.write(reply).await,
        };
        if let Some(arguments) = authenticate::arguments(&octets) {
            authenticate::authenticate(session, &mut state, conversation, &tag, &arguments).await?;
        } else if let Some(argument) = register::argument(session, &octets) {
            invalid_commands.count(true);
            let reply = register::answer(session, state.is_authenticated(), &tag, argument).await;
            conversation.write(reply).await?;
        } else if let Some(command) = parse(&octets) {
            invalid_commands.count(true);
            if carry_out(session, &mut state, connection, &tag, &command.body).await?.is_break() {
                return Ok(());
            }
        } else {
            invalid_commands.count(false);
            conversation.write(format!("{tag} BAD Unknown command\r\n")).await?;
        }
    }
}

/// Runs a command of RFC 9051 or of an extension that imap-codec parses; a break ends the session.
async fn carry_out(
    session: &mut Session,
    state: &mut State,
    connection: &mut Option<Conversation>,
    tag: &str,
    body: &CommandBody<'_>,
) -> Result<ControlFlow<()>, Ended> {
    let conversation = connection.as_mut().ok_or(Ended::Closed)?;
    match body {
        CommandBody::Logout => {
            conversation.write(format!("* BYE Goodbye\r\n{tag} OK LOGOUT completed\r\n")).await?;
            return Ok(ControlFlow::Break(()));
        }
        CommandBody::StartTLS if session.tls == Tls::None && !state.is_authenticated() => {
            conversation.write(format!("{tag} OK Begin TLS now\r\n")).await?;
            let Some(plain) = connection.take() else { return Err(Ended::Closed) };
            *connection = session.start_tls(plain).await;
        }
        CommandBody::StartTLS => {
            conversation.write(format!("{tag} BAD STARTTLS is not possible now\r\n")).await?;
        }
        CommandBody::Login { username, password } if !state.is_authenticated() => {
            let (user, password) = (username.as_ref(), password.declassify().as_ref());
            authenticate::login(session, state, conversation, tag, user, password).await?;
        }
        CommandBody::Idle if state.is_authenticated() => idle::idle(conversation, tag).await?,
        body => {
            if let CommandBody::Id { parameters: Some(words) } = body {
                session.client = id::client_name(words);
            }
            let reply = command::answer(session, state, tag, body);
            conversation.write(reply).await?;
        }
    }
    Ok(ControlFlow::Continue(()))
}
