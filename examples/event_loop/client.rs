//! A blocking client.
use countersign::{
    Secret, Security, Step, client_registry,
    drive::{ClientAction, turn},
    mail::{line, smtp::client},
    sasl::{
        Client, Profile,
        client::{Connection, Credentials, Preference},
    },
};
use std::{
    error::Error,
    io::{self, BufRead as _, BufReader, Write as _},
    os::unix::net::UnixStream,
    path::Path,
};

pub(crate) fn log_in(path: &Path, name: &str, password: &str) -> Result<(), Box<dyn Error>> {
    let mut wire = BufReader::new(UnixStream::connect(path)?);
    read(&mut wire)?;
    let mut first = true;
    let mut step = start(name)?;
    loop {
        let (line, then) = match turn(step, || Credentials::new("amy", Secret::new(password)))? {
            ClientAction::Send(message, then) if first => {
                (client::auth(name, message.as_deref())?.line, then)
            }
            ClientAction::Send(message, then) => (line::response(&message.unwrap_or_default()), then),
            ClientAction::Done(_) => return Ok(()),
        };
        first = false;
        wire.get_mut().write_all(line.as_bytes())?;
        step = client::read(read(&mut wire)?.as_bytes()).deliver_to(then)?;
    }
}

/// The server's offer is known here; `imap` and `submission` show how to choose from the server's list.
pub(crate) fn start(name: &str) -> Result<Step<Client>, Box<dyn Error>> {
    let line = Connection::new(Profile::MAIL, Security::Local);
    let choice = client_registry().choose([name], &line, &Preference::password())?;
    Ok(choice.start(countersign::entropy()?)?)
}

fn read(wire: &mut BufReader<UnixStream>) -> io::Result<String> {
    let mut line = String::new();
    wire.read_line(&mut line)?;
    line.strip_suffix("\r\n").map(str::to_owned).ok_or(io::ErrorKind::UnexpectedEof.into())
}
