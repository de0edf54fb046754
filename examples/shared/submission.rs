//! A submission server for the clients of these examples. It serves one connection and reports what it received.
use super::{
    directory::Accounts,
    line::{Challenges, Line},
    localhost::Localhost,
};
use countersign::{
    DirectorySecret, Recipe, Security, ServerRegistry, authenticate, bindings_of,
    keys::{Tls12Exporter, rustls::server_bindings},
    mail::{
        self, InvalidState,
        smtp::{capability::auth_line, server},
    },
    sasl::{
        Profile,
        server::{Connection, Offer, Verdict},
    },
    server_registry,
};
use std::{error::Error, io};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};

/// The accounts, the certificate and the mechanisms.
pub struct Submission {
    localhost: Localhost,
    directory: Accounts,
    registry: ServerRegistry,
}

/// The result of a connection.
#[derive(Debug, Default)]
pub struct Seen {
    /// The last login: its account, or the reason for its rejection as in a log.
    pub login: Option<Result<String, &'static str>>,
    /// The submitted message.
    pub message: Option<String>,
}

/// The end of a part of a connection.
#[derive(PartialEq)]
enum End {
    StartTls,
    Quit,
}

impl Submission {
    /// Creates the server with the account of [`Accounts`].
    ///
    /// # Errors
    /// The error of the TLS library or of the system's random number generator.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let recipe = Recipe::default().with_iterations(4096);
        let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
        Ok(Self {
            localhost: Localhost::new()?,
            directory: Accounts::new(&recipe, countersign::entropy()?)?,
            registry: server_registry(&secret, &recipe),
        })
    }

    /// Returns the certificate that a client has to trust.
    pub fn localhost(&self) -> &Localhost {
        &self.localhost
    }

    /// Serves a connection that starts in cleartext and changes to TLS.
    ///
    /// # Errors
    /// The error of the stream.
    pub async fn serve(&self, stream: TcpStream) -> io::Result<Seen> {
        let mut seen = Seen::default();
        let mut wire = Line::new(stream);
        wire.write("220 localhost\r\n").await?;
        let offer = self.registry.offer(&Connection::new(Profile::MAIL, Security::Clear));
        match self.commands(&mut wire, &offer, Security::Clear, &mut seen).await? {
            End::Quit => Ok(seen),
            End::StartTls => self.tls(wire.into_inner()?, "").await,
        }
    }

    /// Serves a connection that starts with TLS.
    ///
    /// # Errors
    /// The error of the stream.
    pub async fn serve_tls(&self, stream: TcpStream) -> io::Result<Seen> {
        self.tls(stream, "220 localhost\r\n").await
    }

    async fn tls(&self, stream: TcpStream, greeting: &str) -> io::Result<Seen> {
        let stream = self.localhost.accept(stream).await?;
        let sent = self.localhost.listener().end_point();
        let given = server_bindings(stream.get_ref().1, sent, Tls12Exporter::EmsRequired);
        let line = Connection::new(Profile::MAIL, Security::Verified)
            .with_bindings(bindings_of(&given.map_err(io::Error::other)?));
        let mut wire = Line::new(stream);
        wire.write(greeting).await?;
        // All data before TLS is discarded.
        let mut seen = Seen::default();
        self.commands(&mut wire, &self.registry.offer(&line), Security::Verified, &mut seen).await?;
        Ok(seen)
    }

    async fn commands(
        &self,
        wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin + Send>,
        offer: &Offer,
        security: Security,
        seen: &mut Seen,
    ) -> io::Result<End> {
        loop {
            // A disconnected client is not an error.
            let Ok(command) = wire.read().await else { return Ok(End::Quit) };
            let mut words = command.split(' ');
            let verb = words.next().unwrap_or_default().to_ascii_uppercase();
            let logged_in = matches!(seen.login, Some(Ok(_)));
            let reply = match &*verb {
                "EHLO" => ehlo(offer, security),
                "STARTTLS" if security == Security::Clear => {
                    wire.write("220 2.0.0 Go on\r\n").await?;
                    return Ok(End::StartTls);
                }
                "AUTH" if logged_in => server::reply(InvalidState::LoggedIn).line(),
                "AUTH" => {
                    let name = words.next().unwrap_or_default();
                    self.auth(wire, offer, name, words.next(), seen).await?
                }
                "QUIT" => {
                    wire.write("221 2.0.0 Bye\r\n").await?;
                    return Ok(End::Quit);
                }
                _ if !logged_in => server::reply(InvalidState::LoginNeeded).line(),
                "DATA" => {
                    wire.write("354 Go on\r\n").await?;
                    seen.message = Some(message(wire).await?);
                    "250 2.0.0 Thank you\r\n".into()
                }
                _ => "250 2.0.0 Yes\r\n".into(),
            };
            wire.write(&reply).await?;
        }
    }

    /// Returns the reply to AUTH.
    async fn auth(
        &self,
        wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin + Send>,
        offer: &Offer,
        name: &str,
        initial: Option<&str>,
        seen: &mut Seen,
    ) -> io::Result<String> {
        let entropy = countersign::entropy().map_err(io::Error::other)?;
        let step = match mail::begin(offer, name.as_bytes(), initial.map(str::as_bytes), entropy) {
            Ok(step) => step,
            Err(reason) => return Ok(server::reply(reason).line()),
        };
        Ok(match authenticate(step, &self.directory, &mut Challenges(wire, server::challenge)).await? {
            Verdict::Accepted(accepted) => {
                seen.login = Some(Ok(accepted.account().into()));
                server::success().line()
            }
            Verdict::Rejected(rejected) => {
                seen.login = Some(Err(rejected.reason().label()));
                server::reply(rejected.reason()).line()
            }
        })
    }
}

fn ehlo(offer: &Offer, security: Security) -> String {
    let mut lines = vec!["localhost".to_owned()];
    lines.extend((security == Security::Clear).then(|| "STARTTLS".to_owned()));
    lines.extend(auth_line(offer.names()));
    let last = lines.len() - 1;
    let line = |(at, text)| format!("250{}{text}\r\n", if at == last { ' ' } else { '-' });
    lines.iter().enumerate().map(line).collect()
}

/// Reads the message after DATA and removes the transparency dots (RFC 5321 section 4.5.2).
async fn message(wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin + Send>) -> io::Result<String> {
    let mut message = String::new();
    while message.len() < 65_536 {
        match wire.read().await? {
            end if end == "." => return Ok(message),
            line => message.extend([line.strip_prefix('.').unwrap_or(&line), "\r\n"]),
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}
