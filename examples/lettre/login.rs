//! AUTH over a connection of lettre.
use countersign::{
    Secret, Security, bindings_of, client_registry,
    drive::{ClientAction, turn},
    keys::{ConnectionBindings, tls_server_end_point},
    mail::{
        Answer, line,
        smtp::{
            capability,
            client::{self, ServerResponse},
        },
    },
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use lettre::transport::smtp::{client::SmtpConnection, commands::Ehlo, extension::ClientId};
use std::{error::Error, ops::Deref};

type Anything = Box<dyn Error + Send + Sync>;

/// Logs in. After an error the connection must be closed.
pub(crate) fn log_in(
    connection: &mut SmtpConnection,
    hello: &ClientId,
    user: &str,
    password: &str,
) -> Result<Authenticated, Anything> {
    let done = authenticate(connection, hello, user, password);
    if done.is_err() {
        connection.abort();
    }
    done
}

fn authenticate(
    connection: &mut SmtpConnection,
    hello: &ClientId,
    user: &str,
    password: &str,
) -> Result<Authenticated, Anything> {
    if !connection.is_encrypted() {
        return Err("a login needs TLS".into());
    }
    // `server_info` contains only the mechanisms that lettre itself supports.
    let able = connection.command(Ehlo::new(hello.clone()))?;
    let names = capability::read(able.message().map(str::as_bytes));
    // lettre provides only the server's certificate of the TLS connection.
    let end_point = tls_server_end_point(&connection.peer_certificate()?);
    let given = ConnectionBindings { exporter: None, unique: None, server_end_point: end_point };
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings_of(&given));
    let choice = client_registry().choose(names.iter(), &line, &Preference::password())?;
    let mut name = Some(choice.name().to_owned());
    let mut step = choice.start(countersign::entropy()?)?;
    loop {
        let (message, then) = match turn(step, || Credentials::new(user, Secret::new(password)))? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        let (line, held) = match name.take() {
            Some(name) => client::auth(&name, message.as_deref()).map(|c| (c.line, c.deferred))?,
            None => (line::response(&message.unwrap_or_default()), None),
        };
        step = exchange(connection, &line, held)?.deliver_to(then)?;
    }
}

/// Sends a line and reads the answer. An empty challenge that requests a first message too long for the command is
/// answered here.
fn exchange(
    connection: &mut SmtpConnection,
    line: &str,
    held: Option<impl Deref<Target = String>>,
) -> Result<Answer<ServerResponse>, Anything> {
    match (say(connection, line)?, held) {
        (Answer::Challenge(empty), Some(held)) if empty.is_empty() => say(connection, &held),
        // Success without data.
        (Answer::Success(..), Some(_)) => Ok(Answer::ProtocolError),
        (answer, _) => Ok(answer),
    }
}

/// Sends a command, which is any value with `Display`, with its CRLF. lettre treats a failure reply as an error;
/// here it is an answer.
fn say(connection: &mut SmtpConnection, line: &str) -> Result<Answer<ServerResponse>, Anything> {
    let (code, text) = match connection.command(line) {
        Ok(yes) => (yes.code(), yes.message().last().unwrap_or_default().to_owned()),
        Err(error) => match (error.status(), error.source()) {
            (Some(code), text) => (code, text.map(ToString::to_string).unwrap_or_default()),
            (None, _) => return Err(error.into()),
        },
    };
    Ok(client::read(format!("{code} {text}").as_bytes()))
}
