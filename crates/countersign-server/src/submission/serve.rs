//! A session from its greeting to its end.
use super::{
    auth,
    command::Command,
    data::{self, Data},
    message::SIZE,
    transaction::Transaction,
};
use crate::{
    Conversation, Ended, client_name::ClientName, invalid_commands::InvalidCommands, meter, session::Session,
    tls::Tls,
};
use countersign::mail::{InvalidState, Reason, smtp};
use countersign_tokio::net::Line;
use std::{io::ErrorKind, time::Duration};

/// RFC 5321 section 4.5.3.2: 5 minutes for most commands after login.
const LOGGED_IN: Duration = Duration::from_secs(5 * 60);

/// The state of a session.
#[derive(Default)]
struct State {
    greeted: bool,
    account: Option<String>,
    transaction: Transaction,
}

/// Serves until the client disconnects.
pub(crate) async fn run(session: &mut Session, connection: &mut Option<Conversation>) -> Result<(), Ended> {
    let mut state = State::first(session);
    let mut invalid_commands = InvalidCommands::default();
    let conversation = connection.as_mut().ok_or(Ended::Closed)?;
    if state.account.is_some() {
        conversation.set_idle_timeout(LOGGED_IN);
    }
    conversation.write("220 localhost ESMTP countersign\r\n").await?;
    loop {
        let conversation = connection.as_mut().ok_or(Ended::Closed)?;
        if invalid_commands.are_too_many() {
            return conversation.write("421 4.7.0 Too many mistakes\r\n").await;
        }
        // The command before an initial response needs some room as well.
        let limit = session.limit().saturating_add(64);
        let line = match conversation.read(limit).await? {
            Line::Text(line) => line,
            unusable => {
                invalid_commands.count(false);
                let reply = match unusable {
                    Line::TooLong(_) => smtp::server::reply(Reason::TooLong).line(),
                    _ => "500 5.5.2 Lines end in CRLF\r\n".into(),
                };
                conversation.write(reply).await?;
                continue;
            }
        };
        match Command::read(&line) {
            // RFC 3030: its octets follow at once, and are not commands.
            Command::Bdat => return Err(Ended::Unreadable),
            Command::Quit => return conversation.write("221 2.0.0 Goodbye\r\n").await,
            Command::StartTls if session.tls == Tls::None && state.account.is_none() => {
                conversation.write("220 2.0.0 Begin TLS now\r\n").await?;
                let Some(plain) = connection.take() else { return Err(Ended::Closed) };
                *connection = session.start_tls(plain).await;
                // RFC 3207 section 4.2: earlier commands have no effect.
                state = State::first(session);
                if let (Some(conversation), Some(_)) = (connection.as_mut(), &state.account) {
                    conversation.set_idle_timeout(LOGGED_IN);
                }
            }
            Command::Auth(arguments) => match refuse_auth(session, &state) {
                Some(reply) => conversation.write(reply).await?,
                None => {
                    // A failure does not change the identity of a client that its key has authenticated.
                    if let Some(account) = auth::auth(session, conversation, &arguments).await? {
                        state.account = Some(account);
                        session.peer.after.record_success();
                        conversation.set_idle_timeout(LOGGED_IN);
                    }
                }
            },
            Command::Data => data_command(session, &mut state, conversation).await?,
            command => {
                let known = !matches!(command, Command::Unknown | Command::BadArgument);
                invalid_commands.count(known);
                if let Command::Hello { name, .. } = &command {
                    session.client = ClientName::new([name.as_bytes()]);
                }
                conversation.write(answer(session, &mut state, &command)).await?;
            }
        }
    }
}

impl State {
    /// Returns the first state: the key may have authenticated the client, which may still use AUTH once.
    fn first(session: &Session) -> Self {
        Self { account: session.peer.account().map(String::from), ..Self::default() }
    }
}

fn refuse_auth(session: &Session, state: &State) -> Option<String> {
    let not_now = match state {
        State { greeted: false, .. } => return Some("503 5.5.1 Send EHLO first\r\n".into()),
        _ if session.peer.after.can_authenticate().is_err() => InvalidState::LoggedIn,
        State { transaction, .. } if transaction.is_open() => InvalidState::InTransaction,
        _ => return None,
    };
    Some(smtp::server::reply(not_now).line())
}

/// Returns the replies to commands that leave the connection as it is.
fn answer(session: &Session, state: &mut State, command: &Command<'_>) -> String {
    match command {
        Command::Hello { extended, .. } => {
            state.greeted = true;
            state.transaction = Transaction::None;
            if *extended { extensions(session) } else { "250 localhost\r\n".into() }
        }
        Command::Rset => {
            state.transaction = Transaction::None;
            "250 2.0.0 Reset\r\n".into()
        }
        Command::Noop => "250 2.0.0 Nothing done\r\n".into(),
        Command::StartTls => "503 5.5.1 STARTTLS is not possible now\r\n".into(),
        Command::Mail(_) | Command::Rcpt(_) if state.account.is_none() => {
            smtp::server::reply(InvalidState::LoginNeeded).line()
        }
        Command::Mail(sender) => state.transaction.begin(sender).into(),
        Command::Rcpt(recipient) => state.transaction.add(recipient).into(),
        Command::BadArgument => "501 5.5.4 Invalid argument\r\n".into(),
        _ => "500 5.5.1 Unknown command\r\n".into(),
    }
}

fn extensions(session: &Session) -> String {
    let starttls = (session.tls == Tls::None).then(|| "STARTTLS".to_owned());
    let auth = smtp::capability::auth_line(session.offer.names());
    let size = format!("SIZE {}", SIZE);
    let lines = ["localhost".into(), "PIPELINING".into(), "8BITMIME".into(), size].into_iter();
    let lines: Vec<String> =
        lines.chain(starttls).chain(auth).chain(["ENHANCEDSTATUSCODES".into()]).collect();
    let last = lines.len().saturating_sub(1);
    let line = |(at, line): (usize, &String)| format!("250{}{line}\r\n", if at == last { ' ' } else { '-' });
    lines.iter().enumerate().map(line).collect()
}

async fn data_command(
    session: &Session,
    state: &mut State,
    conversation: &mut Conversation,
) -> Result<(), Ended> {
    let Some(account) = &state.account else {
        return conversation.write(smtp::server::reply(InvalidState::LoginNeeded).line()).await;
    };
    let Some(head) = state.transaction.trace(account) else {
        return conversation.write("503 5.5.1 Send MAIL and RCPT first\r\n").await;
    };
    let Some(begun) = data::begin(account, &head, &session.service.data) else {
        return conversation.write(data::NO_ROOM).await;
    };
    conversation.write("354 End the message with a line that contains only a dot\r\n").await?;
    let reply = match data::read(conversation, begun).await? {
        Data::Refused(reply) => reply.into(),
        Data::Message(message) => match session.service.spool.keep(message.as_octets()).await {
            Ok(name) => format!("250 2.0.0 Stored as {name}\r\n"),
            Err(error) if matches!(error.kind(), ErrorKind::QuotaExceeded | ErrorKind::StorageFull) => {
                meter::message_refused("spool");
                data::NO_ROOM.into()
            }
            Err(_) => "451 4.3.0 The message cannot be stored now\r\n".into(),
        },
    };
    state.transaction = Transaction::None;
    conversation.write(reply).await
}
