//! A PostgreSQL client, up to the end of its login.
use crate::frame::{self, SSL_REQUEST, VERSION};
use countersign::{
    Secret, Security, bindings_of, client_registry,
    drive::{ClientAction, turn},
    keys::{ConnectionBindings, Tls12Exporter, rustls::client_bindings},
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use rustls::{ClientConfig, pki_types::ServerName};
use std::{error::Error, io, sync::Arc};
use tokio::{io::AsyncReadExt as _, io::AsyncWriteExt as _, net::TcpStream, task::spawn_blocking};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// Logs in to the server at `localhost`; requires a channel binding to its certificate.
pub(crate) async fn log_in(
    port: u16,
    trust: Arc<ClientConfig>,
    user: &str,
    password: &str,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut stream = tls(port, trust).await?;
    // PostgreSQL supports `tls-server-end-point`.
    let given = client_bindings(stream.get_ref().1, Tls12Exporter::Never)?;
    let bindings = bindings_of(&ConnectionBindings { exporter: None, unique: None, ..given });

    let startup =
        [&VERSION.to_be_bytes()[..], b"user\0", user.as_bytes(), b"\0database\0postgres\0\0"].concat();
    stream.write_all(&frame::framed(&startup)?).await?;
    let (request, offered) = authentication(&mut stream).await?;
    if request != 10 {
        return Err("the server wants no SASL".into());
    }
    let mut names = Vec::new();
    let mut rest = offered.as_slice();
    while let (name @ [_, ..], behind) = frame::text(rest).map(|(name, behind)| (name.as_bytes(), behind))? {
        names.push(std::str::from_utf8(name)?.to_owned());
        rest = behind;
    }
    let line = Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let choice = client_registry().choose(names, &line, &Preference::password().pin("SCRAM-SHA-256-PLUS"))?;
    let mut first = Some(choice.name().to_owned());
    let mut step = choice.start(countersign::entropy()?)?;
    loop {
        let credentials = Credentials::new(user, Secret::new(password));
        let (message, then) = match spawn_blocking(move || turn(step, || credentials)).await?? {
            ClientAction::Send(message, then) => (message.unwrap_or_default().to_vec(), then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        let body = match first.take() {
            Some(name) => [name.as_bytes(), &[0], &length(&message)?, &message].concat(),
            None => message,
        };
        frame::write(&mut stream, b'p', &body).await?;
        step = match authentication(&mut stream).await {
            Ok((11, challenge)) => then.receive(&challenge)?,
            Ok((12, data)) => match authentication(&mut stream).await? {
                (0, _) => then.success(Some(&data))?,
                _ => return Err("the server does not come to an end".into()),
            },
            Ok(_) => return Err("the server goes on with something else".into()),
            Err(why) => return Err(format!("{} ({why})", then.failure()).into()),
        };
    }
}

fn length(message: &[u8]) -> io::Result<[u8; 4]> {
    u32::try_from(message.len()).map(u32::to_be_bytes).map_err(io::Error::other)
}

async fn tls(port: u16, trust: Arc<ClientConfig>) -> Result<TlsStream<TcpStream>, Box<dyn Error>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(&frame::framed(&SSL_REQUEST.to_be_bytes())?).await?;
    if stream.read_u8().await? != b'S' {
        return Err("the server has no TLS".into());
    }
    Ok(TlsConnector::from(trust).connect(ServerName::try_from("localhost")?, stream).await?)
}

/// Reads an authentication request: its type and its data.
async fn authentication(stream: &mut TlsStream<TcpStream>) -> io::Result<(u32, Vec<u8>)> {
    match frame::read(stream).await? {
        (b'R', body) => frame::number(&body).map(|(request, rest)| (request, rest.to_vec())),
        (b'E', body) => Err(io::Error::other(said(&body))),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Returns the text field of an error, without terminal control characters.
fn said(fields: &[u8]) -> String {
    let text =
        fields.split(|octet| *octet == 0).find_map(|field| field.strip_prefix(b"M")).unwrap_or_default();
    String::from_utf8_lossy(text).chars().filter(|c| !c.is_control()).collect()
}
