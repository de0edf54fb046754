//! A client on async-imap, up to its session.
use crate::authenticator::Login;
use async_imap::{
    Client, Session,
    error::Error::{Bad, No},
};
use countersign::{
    Secret, Security, bindings_of, client_registry,
    keys::{Tls12Exporter, rustls::client_bindings},
    mail::imap::capability::Capabilities,
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use examples::shared::Line;
use std::{error::Error, time::Duration};
use tokio::{net::TcpStream, runtime::Handle, task::spawn_blocking, time::timeout};
use tokio_rustls::client::TlsStream;

type Tls = TlsStream<TcpStream>;
type Anything = Box<dyn Error + Send + Sync>;

/// The timeout of the login; async-imap itself has none.
const PATIENCE: Duration = Duration::from_secs(30);

/// Returns a session, and whether the server has proved itself; the session is never returned without that
/// information.
pub(crate) async fn log_in(
    stream: Tls,
    password: &'static str,
) -> Result<(Session<Tls>, Authenticated), Anything> {
    let given = client_bindings(stream.get_ref().1, Tls12Exporter::EmsRequired)?;
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings_of(&given));
    let mut wire = Line::new(stream);
    let able = timeout(PATIENCE, able(&mut wire)).await??;
    let client = Client::new(wire.into_inner()?);
    let choice = client_registry().choose(able.mechanisms.iter(), &line, &Preference::password())?;
    let (name, step) = (choice.name().to_owned(), choice.start(countersign::entropy()?)?);

    // `process` is not asynchronous and derives keys, so all of it runs where a thread may block.
    let here = Handle::current();
    spawn_blocking(move || {
        let amy = || Credentials::new("amy", Secret::new(password));
        let mut login = Login::new(step, amy)?;
        let answered = async { timeout(PATIENCE, client.authenticate(name, &mut login)).await };
        match here.block_on(answered)? {
            // An error of `accepted` drops the session and the connection.
            Ok(session) => Ok((session, login.accepted()?)),
            Err((No(said) | Bad(said), _)) => Err(login.refused(&said).into()),
            Err((lost, _)) => Err(lost.into()),
        }
    })
    .await?
}

/// Reads the greeting and the capabilities before async-imap gets the connection, because its `Client` cannot
/// request them.
async fn able(wire: &mut Line<Tls>) -> Result<Capabilities, Anything> {
    wire.read().await?;
    wire.write("a0 CAPABILITY\r\n").await?;
    let mut able = Capabilities::default();
    for _ in 0..100 {
        let line = wire.read().await?;
        match line.split_once(' ') {
            Some(("*", list)) if list.starts_with("CAPABILITY ") => {
                able = Capabilities::read(list.as_bytes())
            }
            Some(("a0", _)) => return Ok(able),
            _ => {}
        }
    }
    Err("the server does not come to an end".into())
}
