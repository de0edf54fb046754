//! A session from its greeting to its end.
use super::{
    command::{Command, about_scripts},
    read::{Read, read},
};
use crate::{
    Conversation, Ended, invalid_commands::InvalidCommands, login::Login, session::Session, tls::Tls,
};
use countersign::{
    mail::{
        InvalidState, Reason, sieve,
        sieve::{Malformed, Text},
    },
    sasl::server::Rejection,
};
use std::time::Duration;

/// RFC 5804 section 1.2: at least 30 minutes after login.
const LOGGED_IN: Duration = Duration::from_secs(30 * 60);

/// Serves until the client disconnects.
pub(crate) async fn run(session: &mut Session, connection: &mut Option<Conversation>) -> Result<(), Ended> {
    let mut account: Option<String> = None;
    let mut invalid_commands = InvalidCommands::default();
    // At the start and after STARTTLS (RFC 5804 section 2.2), the server sends its capabilities without a request.
    let mut announce = true;
    loop {
        let conversation = connection.as_mut().ok_or(Ended::Closed)?;
        if std::mem::take(&mut announce) {
            conversation.write(capabilities(session, None)).await?;
        }
        if invalid_commands.are_too_many() {
            return conversation.write("BYE \"Too many mistakes\"\r\n").await;
        }
        // The command before an initial response needs some room as well.
        let line = match read(conversation, session.limit().saturating_add(128)).await? {
            Read::Text(line) => line,
            Read::Waiting => {
                return conversation.write("BYE \"A literal needs a + after its length\"\r\n").await;
            }
            unusable => {
                invalid_commands.count(false);
                let reply = match unusable {
                    Read::TooLong => sieve::server::reply(Reason::TooLong).line(),
                    _ => "NO \"Lines end in CRLF\"\r\n".into(),
                };
                conversation.write(reply).await?;
                continue;
            }
        };
        match Command::read(&line) {
            Command::Logout => return conversation.write("OK \"Goodbye\"\r\n").await,
            Command::StartTls if session.tls == Tls::None && account.is_none() => {
                conversation.write("OK \"Begin TLS now\"\r\n").await?;
                let Some(plain) = connection.take() else { return Err(Ended::Closed) };
                *connection = session.start_tls(plain).await;
                announce = true;
            }
            Command::Authenticate { name, initial } if account.is_none() => {
                account = authenticate(session, conversation, name, initial).await?;
                if account.is_some() {
                    conversation.set_idle_timeout(LOGGED_IN);
                }
            }
            command => {
                invalid_commands.count(command.is_known());
                conversation.write(answer(session, account.as_deref(), command)).await?;
            }
        }
    }
}

/// Runs AUTHENTICATE; returns the account after a login.
async fn authenticate(
    session: &Session,
    conversation: &mut Conversation,
    name: Text<'_>,
    initial: Option<Result<Text<'_>, Malformed>>,
) -> Result<Option<String>, Ended> {
    let initial = match initial.transpose() {
        Ok(initial) => sieve::server::read_initial(initial, session.limit()),
        Err(Malformed) => Err(Rejection::Undecodable),
    };
    let (reply, account) = match session.log_in(conversation, name.octets(), initial).await? {
        Login::Accepted { account, data, .. } => (sieve::server::success(data.as_deref()), Some(account)),
        Login::Refused(reason) => (sieve::server::reply(reason).line(), None),
    };
    conversation.write(reply).await?;
    Ok(account)
}

/// Returns the replies to commands that change nothing.
fn answer(session: &Session, account: Option<&str>, command: Command<'_>) -> String {
    match command {
        Command::Unknown => "NO \"Unknown command\"\r\n".into(),
        Command::BadArguments => "NO \"Invalid arguments\"\r\n".into(),
        Command::Capability => capabilities(session, account),
        Command::Noop(None) => "OK \"Nothing done\"\r\n".into(),
        Command::Noop(Some(tag)) => format!("OK (TAG {{{}}}\r\n{tag}) \"Nothing done\"\r\n", tag.len()),
        Command::StartTls => "NO \"STARTTLS is not possible now\"\r\n".into(),
        Command::Authenticate { .. } => sieve::server::reply(InvalidState::LoggedIn).line(),
        _ if account.is_none() => sieve::server::reply(InvalidState::LoginNeeded).line(),
        command => about_scripts(&command).into(),
    }
}

/// Returns the capability list in this state and this state of TLS. Cyrus' clients expect no text after this OK.
fn capabilities(session: &Session, account: Option<&str>) -> String {
    let names = session.offer.names().filter(|_| account.is_none());
    let sasl = sieve::capability::sasl_line(names);
    let starttls = if session.tls == Tls::None && account.is_none() { "\"STARTTLS\"\r\n" } else { "" };
    let owner = account
        .filter(|name| !name.contains(char::is_control))
        .map(|name| format!("\"OWNER\" \"{}\"\r\n", name.replace('\\', "\\\\").replace('"', "\\\"")));
    format!(
        "\"IMPLEMENTATION\" \"countersign\"\r\n{sasl}\r\n\"SIEVE\" \"\"\r\n{starttls}{}\"VERSION\" \"1.0\"\r\nOK\r\n",
        owner.unwrap_or_default()
    )
}
