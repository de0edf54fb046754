//! The login of an IMAP server on imap-next, with the types of imap-codec and imap-types. The client is that of
//! `examples/imap`.
//!
//! `cargo run -p examples --example imap-next`
//!
//! The relevant parts are `server.rs`, in which each event of imap-next is one call of the exchange, and a line
//! that imap-codec cannot parse is a verdict and not a broken connection; `words.rs`, which converts the offer to
//! capabilities and a failure to a status; the limits, which must be set before the login; and the channel
//! bindings, which must be read before `Stream::tls`.
//!
//! Do not print events or errors of imap-next: in builds with debug assertions its `Secret` shows its content.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
#[path = "../imap/client.rs"]
mod client;
mod server;
#[cfg(test)]
mod tests;
mod words;

use countersign::{
    Security, bindings_of, client_registry,
    keys::{Tls12Exporter, rustls::client_bindings},
    mail::imap::capability::Capabilities,
    sasl::{
        Profile,
        client::{Connection, Preference},
    },
};
use examples::shared::{Line, Localhost};
use std::{error::Error, sync::Arc};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::client::TlsStream;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for (name, password) in [(None, "pencil"), (Some("PLAIN"), "pencil"), (None, "eraser")] {
        println!("{}", demonstrate(name, password).await?);
    }
    Ok(())
}

/// Logs in with this mechanism, or with the best one. Returns what both ends report.
async fn demonstrate(name: Option<&str>, password: &'static str) -> Result<String, Box<dyn Error>> {
    let imap = Arc::new(server::Imap::new()?);
    let socket = TcpListener::bind(("127.0.0.1", 0)).await?;
    let stream = TcpStream::connect(socket.local_addr()?).await?;
    let serving = {
        let imap = Arc::clone(&imap);
        tokio::spawn(async move { imap.serve(socket.accept().await?.0).await })
    };
    let client = match log_in(&mut connect(stream, imap.localhost()).await?, name, password).await {
        Ok(()) => "in".to_owned(),
        Err(error) => error.to_string(),
    };
    let log = serving.await?.map_err(|_| "the server's connection broke")?;
    Ok(format!("{} with {password:?}: the server: {log:?}; the client: {client}", name.unwrap_or("the best")))
}

async fn connect(
    stream: TcpStream,
    localhost: &Localhost,
) -> Result<Line<TlsStream<TcpStream>>, Box<dyn Error>> {
    let mut wire = Line::new(localhost.connect(stream).await?);
    wire.read().await?;
    Ok(wire)
}

async fn log_in(
    wire: &mut Line<TlsStream<TcpStream>>,
    name: Option<&str>,
    password: &'static str,
) -> Result<(), Box<dyn Error>> {
    wire.write("a0 CAPABILITY\r\n").await?;
    let able = Capabilities::read(wire.read().await?.as_bytes());
    wire.read().await?;
    let given = client_bindings(wire.get_ref().get_ref().1, Tls12Exporter::EmsRequired)?;
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings_of(&given));
    let preference = Preference::password();
    let preference = match name {
        Some(name) => preference.pin(name),
        None => preference,
    };
    let choice = client_registry().choose(able.mechanisms.iter(), &line, &preference)?;
    let (name, step) = (choice.name().to_owned(), choice.start(countersign::entropy()?)?);
    client::log_in(wire, &able, &name, password, step).await?;
    Ok(())
}
