//! A server that libpq accepts as PostgreSQL, up to the end of its login and one answer.
use crate::frame::{self, SSL_REQUEST, VERSION};
use countersign::{
    Credentials, Recipe, ScramHash, Secret, Security, ServerRegistry, Step, bindings_of,
    keys::{
        ConnectionBindings, Tls12Exporter,
        rustls::{Listener, server_bindings},
    },
    sasl::{
        Profile,
        server::{Ask, Connection, Decision, Found, Policy, Verdict},
    },
    scram::{Decoys, ScramServer, ServerSettings, Sha256},
};
use std::{error::Error, io, sync::Arc};
use tokio::{io::AsyncWriteExt as _, net::TcpStream, task::spawn_blocking};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

type Anything<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// One account and the server's certificate.
pub(crate) struct Server {
    listener: Listener,
    user: String,
    credentials: Credentials,
    decoys: Decoys,
}

impl Server {
    pub(crate) fn new(listener: Listener, user: &str, password: &str) -> Result<Self, Box<dyn Error>> {
        let recipe = Recipe::default().with_iterations(4096).with_hashes([ScramHash::Sha256]);
        let credentials =
            Credentials::derive(&Secret::new(password), &recipe, countersign::entropy()?)?.run();
        // The decoys of unknown users; a directory stores this secret as long as its accounts.
        let decoys = Decoys::new(countersign::entropy()?.into_octets(), recipe.iterations());
        Ok(Self { listener, user: user.into(), credentials, decoys })
    }

    /// Serves a connection. Returns the verdict on its login after the client disconnects.
    pub(crate) async fn serve(&self, mut stream: TcpStream) -> Anything<Verdict> {
        if frame::read_body(&mut stream).await? != SSL_REQUEST.to_be_bytes() {
            return Err("a client without TLS".into());
        }
        stream.write_all(b"S").await?;
        let mut stream = TlsAcceptor::from(Arc::clone(self.listener.config())).accept(stream).await?;
        let startup = frame::read_body(&mut stream).await?;
        let offer = self.registry(&user_of(&startup)?).offer(&line(&self.listener, &stream)?);

        let names: Vec<u8> = offer.names().flat_map(|name| [name.as_bytes(), b"\0"].concat()).collect();
        request(&mut stream, 10, &[&names[..], b"\0"].concat()).await?;
        let (_, body) = frame::read(&mut stream).await?;
        let (name, rest) = frame::text(&body)?;
        // A length of -1 means that there is no initial response.
        let (length, initial) = frame::number(rest)?;
        let initial = (length != u32::MAX).then_some(initial);
        let mut step = offer.start(name, initial, countersign::entropy()?).map_err(io::Error::other)?;
        let verdict = loop {
            step = match step {
                Step::Send { message, then } => {
                    request(&mut stream, 11, &message).await?;
                    then.receive(&frame::read(&mut stream).await?.1)
                }
                Step::Ask(Ask::Lookup(asked)) => {
                    let found = self.find(asked.user());
                    asked.answer(found)
                }
                // All clients act as themselves.
                Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
                Step::Ask(other) => other.decline(),
                Step::Work(work) => spawn_blocking(|| work.run()).await?,
                Step::Done(verdict) => break verdict,
            }
        };
        match &verdict {
            Verdict::Accepted(accepted) => {
                request(&mut stream, 12, accepted.success_data().unwrap_or_default()).await?;
                request(&mut stream, 0, b"").await?;
                answer(&mut stream).await?;
            }
            Verdict::Rejected(_) => refuse(&mut stream).await?,
        }
        // The client's termination does not change the verdict.
        let _ = stream.shutdown().await;
        Ok(verdict)
    }

    /// Returns a registry for this user. libpq sends the user name before SASL and leaves the name in SCRAM's
    /// first message empty.
    fn registry(&self, user: &str) -> ServerRegistry {
        let settings = ServerSettings::new(self.decoys.clone()).for_user(user);
        let registry = ServerRegistry::new()
            .with(ScramServer::<Sha256>::plus(&settings))
            .with(ScramServer::<Sha256>::bare(&settings));
        registry.with_policy(Policy::new().end_point_suffices())
    }

    fn find(&self, user: &str) -> Found {
        if user == self.user {
            Found::Account(self.credentials.records())
        } else {
            Found::Unknown { canonical: user.into() }
        }
    }
}

/// Returns the connection with `tls-server-end-point`, the only channel binding that libpq supports.
fn line(listener: &Listener, stream: &TlsStream<TcpStream>) -> Anything<Connection> {
    let given = server_bindings(stream.get_ref().1, listener.end_point(), Tls12Exporter::Never)?;
    let bindings = bindings_of(&ConnectionBindings { exporter: None, unique: None, ..given });
    Ok(Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings))
}

fn user_of(startup: &[u8]) -> io::Result<String> {
    let (VERSION, mut rest) = frame::number(startup)? else { return Err(io::ErrorKind::Unsupported.into()) };
    loop {
        let (name, behind) = frame::text(rest)?;
        let (value, behind) = frame::text(behind)?;
        if name == "user" {
            return Ok(value.into());
        }
        rest = behind;
    }
}

async fn request(stream: &mut TlsStream<TcpStream>, which: u32, body: &[u8]) -> io::Result<()> {
    frame::write(stream, b'R', &[&which.to_be_bytes()[..], body].concat()).await
}

/// Writes PostgreSQL's error invalid_password, the same text for all failures.
async fn refuse(stream: &mut TlsStream<TcpStream>) -> io::Result<()> {
    frame::write(stream, b'E', b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0").await
}

/// Writes that the server is ready and answers a query with no rows.
async fn answer(stream: &mut TlsStream<TcpStream>) -> io::Result<()> {
    for setting in
        [&b"server_version\x0015.0\0"[..], b"client_encoding\0UTF8\0", b"standard_conforming_strings\0on\0"]
    {
        frame::write(stream, b'S', setting).await?;
    }
    loop {
        frame::write(stream, b'Z', b"I").await?;
        match frame::read(stream).await {
            Ok((b'Q', _)) => frame::write(stream, b'C', b"SELECT 0\0").await?,
            _ => return Ok(()),
        }
    }
}
