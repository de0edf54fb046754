//! A session from its greeting to its end.
use super::{command::Command, login::State};
use crate::{Conversation, Ended, invalid_commands::InvalidCommands, session::Session, tls::Tls};
use countersign::mail::{InvalidState, Reason, pop3};
use countersign_tokio::net::Line;
use std::time::Duration;

/// RFC 1939 section 3: at least 10 minutes after login.
const LOGGED_IN: Duration = Duration::from_secs(10 * 60);

/// Serves until the client disconnects.
pub(crate) async fn run(session: &mut Session, connection: &mut Option<Conversation>) -> Result<(), Ended> {
    let mut state = State::default();
    let mut invalid_commands = InvalidCommands::default();
    connection.as_mut().ok_or(Ended::Closed)?.write("+OK countersign\r\n").await?;
    loop {
        let conversation = connection.as_mut().ok_or(Ended::Closed)?;
        if invalid_commands.are_too_many() {
            return conversation.write("-ERR Too many mistakes\r\n").await;
        }
        // The command before an initial response needs some room as well.
        let line = match conversation.read(session.limit().saturating_add(64)).await? {
            Line::Text(line) => line,
            unusable => {
                invalid_commands.count(false);
                let reply = match unusable {
                    Line::TooLong(_) => pop3::server::reply(Reason::TooLong).line(),
                    _ => "-ERR Lines end in CRLF\r\n".into(),
                };
                conversation.write(reply).await?;
                continue;
            }
        };
        let was_in = state.account.is_some();
        match Command::read(&line) {
            Command::Quit => return conversation.write("+OK Goodbye\r\n").await,
            Command::Stls if session.tls == Tls::None && !was_in => {
                conversation.write("+OK Begin TLS now\r\n").await?;
                let Some(plain) = connection.take() else { return Err(Ended::Closed) };
                *connection = session.start_tls(plain).await;
                // RFC 2595 section 4: earlier commands have no effect.
                state = State::default();
            }
            Command::Auth(arguments) if !was_in => state.auth(session, conversation, &arguments).await?,
            Command::User(name) if !was_in => state.user(session, conversation, name).await?,
            Command::Pass(password) if !was_in => state.pass(session, conversation, password).await?,
            command => {
                invalid_commands.count(!matches!(command, Command::Unknown | Command::BadArgument));
                conversation.write(answer(session, was_in, &command)).await?;
            }
        }
        if let (Some(conversation), false, true) = (connection.as_mut(), was_in, state.account.is_some()) {
            conversation.set_idle_timeout(LOGGED_IN);
        }
    }
}

/// Returns the replies to commands that change nothing.
fn answer(session: &Session, is_in: bool, command: &Command<'_>) -> String {
    match command {
        Command::Capa => capabilities(session, is_in),
        Command::Stls => "-ERR STLS is not possible now\r\n".into(),
        Command::Unknown => "-ERR Unknown command\r\n".into(),
        Command::BadArgument => "-ERR Invalid argument\r\n".into(),
        Command::Auth(_) | Command::User(_) | Command::Pass(_) => {
            pop3::server::reply(InvalidState::LoggedIn).line()
        }
        _ if !is_in => pop3::server::reply(InvalidState::LoginNeeded).line(),
        Command::Stat => "+OK 0 0\r\n".into(),
        Command::List => "+OK No messages\r\n.\r\n".into(),
        Command::Message => "-ERR No such message\r\n".into(),
        _ => "+OK Nothing done\r\n".into(),
    }
}

/// Returns the capability list in this state and this state of TLS.
fn capabilities(session: &Session, is_in: bool) -> String {
    let before_login = |line: Option<String>| line.filter(|_| !is_in);
    let user = session.takes_passwords().then(|| "USER".to_owned());
    let sasl = pop3::capability::sasl_line(session.offer.names());
    let stls = (session.tls == Tls::None).then(|| "STLS".to_owned());
    let always = ["TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "IMPLEMENTATION countersign"];
    let lines = always.into_iter().map(String::from);
    let lines = lines.chain([user, sasl, stls].into_iter().filter_map(before_login));
    let lines: String = lines.map(|line| line + "\r\n").collect();
    format!("+OK Capability list follows\r\n{lines}.\r\n")
}
