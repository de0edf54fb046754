//! The login of a POP3 client.
use crate::wire::Wire;
use countersign::{
    Secret, Security, client_registry,
    drive::{ClientAction, turn},
    mail::{
        line,
        pop3::{capability::Capabilities, client},
    },
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use std::{error::Error, net::TcpStream};

/// Logs in; with `pin` only by this mechanism.
pub(crate) fn log_in(
    stream: TcpStream,
    user: &str,
    password: &str,
    pin: Option<&str>,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut wire = Wire::new(stream)?;
    if !wire.read()?.starts_with(b"+OK") {
        return Err("the server has no room".into());
    }
    let able = capabilities(&mut wire)?;
    let preference = pin.into_iter().fold(Preference::password(), Preference::pin);
    let choice = client_registry().choose(
        able.mechanisms.iter(),
        &Connection::new(Profile::MAIL, Security::Clear),
        &preference,
    )?;
    let mut name = Some(choice.name());
    let mut step = choice.start(countersign::entropy()?)?;
    loop {
        let credentials = || Credentials::new(user, Secret::new(password));
        let (message, then) = match turn(step, credentials)? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        match name.take() {
            Some(name) => {
                let command = client::auth(name, message.as_deref())?;
                wire.write(&command.line)?;
                if let Some(held) = command.deferred {
                    // The server requests what did not fit.
                    if *wire.read()? != *b"+ " {
                        return Err("the server does not ask for the first message".into());
                    }
                    wire.write(&held)?;
                }
            }
            None => wire.write(&line::response(&message.unwrap_or_default()))?,
        }
        step = client::read(&wire.read()?).deliver_to(then)?;
    }
}

fn capabilities(wire: &mut Wire) -> Result<Capabilities, Box<dyn Error>> {
    wire.write("CAPA\r\n")?;
    let mut lines = Vec::new();
    // The limit of the list's length.
    for _ in 0..100 {
        match wire.read()? {
            line if *line == *b"." => return Ok(Capabilities::read(lines.iter().map(Vec::as_slice))),
            mut line => lines.push(std::mem::take(&mut *line)),
        }
    }
    Err("a list without an end".into())
}
