//! An IMAP server's login on imap-next, with the types of imap-codec and imap-types; the client is the one of `examples/imap`.
//!
//! `cargo run -p examples --example imap-next`
//!
//! What to take from it: `server.rs`, where each event of imap-next's is one call of the exchange, and what imap-codec cannot
//! read is a verdict and no broken connection; `words.rs`, the offer as capabilities and a refusal as a status; the
//! limits, which have to be set before the login; the channel bindings, which have to be taken before `Stream::tls`.
//!
//! Do not print events or errors of imap-next's: in builds with debug assertions its `Secret` shows what is in it.
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

/// Log in by this mechanism, or by the best; what both ends say of it.
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
