//! A submission client, up to the acceptance of its message.
use countersign::{
    Secret, Security, bindings_of, client_registry,
    drive::{ClientAction, turn},
    keys::{Tls12Exporter, rustls::client_bindings},
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
use examples::shared::{Line, Localhost};
use std::{error::Error, io, ops::Deref};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::spawn_blocking,
};
use tokio_rustls::client::TlsStream;

/// Connects, logs in and submits the message. Returns the result of the login.
pub(crate) async fn submit(
    stream: TcpStream,
    localhost: &Localhost,
    password: &'static str,
    message: &str,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut wire = Line::new(stream);
    expect(&mut wire, 220).await?;
    // Only the server's support for STARTTLS is read from its cleartext reply.
    if !command(&mut wire, "EHLO localhost\r\n", 250).await?.iter().any(|line| line == "STARTTLS") {
        return Err("the server has no TLS".into());
    }
    command(&mut wire, "STARTTLS\r\n", 220).await?;
    let mut wire = Line::new(localhost.connect(wire.into_inner()?).await?);

    let authenticated = log_in(&mut wire, password).await?;

    command(&mut wire, "MAIL FROM:<amy@localhost>\r\n", 250).await?;
    command(&mut wire, "RCPT TO:<bob@localhost>\r\n", 250).await?;
    command(&mut wire, "DATA\r\n", 354).await?;
    // A line that begins with a dot gets another one (RFC 5321 section 4.5.2).
    let dotted = |line: &str| format!("{}{line}\r\n", if line.starts_with('.') { "." } else { "" });
    let message: String = message.lines().map(dotted).collect();
    command(&mut wire, &format!("{message}.\r\n"), 250).await?;
    command(&mut wire, "QUIT\r\n", 221).await?;
    Ok(authenticated)
}

async fn log_in(
    wire: &mut Line<TlsStream<TcpStream>>,
    password: &'static str,
) -> Result<Authenticated, Box<dyn Error>> {
    // Requested again inside TLS, because an attacker can have changed the earlier list.
    let able = command(wire, "EHLO localhost\r\n", 250).await?;
    let names = capability::read(able.iter().map(String::as_bytes));
    let given = client_bindings(wire.get_ref().get_ref().1, Tls12Exporter::EmsRequired)?;
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings_of(&given));
    let choice = client_registry().choose(names.iter(), &line, &Preference::password())?;
    let mut name = Some(choice.name().to_owned());
    let mut step = choice.start(countersign::entropy()?)?;
    loop {
        let amy = move || Credentials::new("amy", Secret::new(password));
        let (message, then) = match spawn_blocking(move || turn(step, amy)).await?? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        let (line, held) = match name.take() {
            Some(name) => client::auth(&name, message.as_deref()).map(|c| (c.line, c.deferred))?,
            None => (line::response(&message.unwrap_or_default()), None),
        };
        step = exchange(wire, &line, held).await?.deliver_to(then)?;
    }
}

/// Sends a line and reads the last line of the answer. An empty challenge that requests a first message too long
/// for the command, such as an OAuth token, is answered here.
async fn exchange(
    wire: &mut Line<TlsStream<TcpStream>>,
    line: &str,
    mut held: Option<impl Deref<Target = String>>,
) -> io::Result<Answer<ServerResponse>> {
    wire.write(line).await?;
    loop {
        match (client::read(wire.read().await?.as_bytes()), held.take()) {
            (Answer::Incomplete, still) => held = still,
            (Answer::Challenge(empty), Some(line)) if empty.is_empty() => wire.write(&line).await?,
            // Success without data.
            (Answer::Success(..), Some(_)) => return Ok(Answer::ProtocolError),
            (answer, _) => return Ok(answer),
        }
    }
}

async fn command(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    line: &str,
    code: u16,
) -> Result<Vec<String>, Box<dyn Error>> {
    wire.write(line).await?;
    expect(wire, code).await
}

/// Reads a reply that must have this code. Returns its lines without the code.
async fn expect(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    code: u16,
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    while lines.len() < 100 {
        let line = wire.read().await?;
        let text = line.strip_prefix(&code.to_string()).ok_or("unexpected reply code")?;
        lines.push(text.get(1..).unwrap_or_default().to_owned());
        if !text.starts_with('-') {
            return Ok(lines);
        }
    }
    Err("the server does not come to an end".into())
}
