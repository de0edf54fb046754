//! lettre with the family's mechanisms in the place of its own three; the server is in `examples/shared/submission.rs`.
//!
//! `cargo run -p examples --example lettre`
//!
//! What to take from it: `login.rs`. lettre's `Mechanism` is closed, and its `SmtpTransport` lets nobody in between; but
//! `SmtpConnection::command` says anything that has a `Display`. So the login goes by that, and lettre hands in the message on the
//! same connection. (`AsyncSmtpConnection` has the same calls, with `.await`.) The server's certificate is
//! all that lettre gives of the TLS connection: `-PLUS` is bound to that.
//!
//! TLS is there from the first octet, as RFC 8314 has it. Leave lettre's feature `tracing` off: it logs each command, and
//! so the password of PLAIN.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod login;
#[cfg(test)]
mod tests;

use examples::shared::{Localhost, Submission};
use lettre::{
    address::Envelope,
    transport::smtp::{
        client::{Certificate, CertificateStore, SmtpConnection, TlsParameters},
        extension::ClientId,
    },
};
use std::{error::Error, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::spawn_blocking};

type Anything = Box<dyn Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for password in ["pencil", "eraser"] {
        println!("{password:?}: {}", demonstrate(password).await?);
    }
    Ok(())
}

/// The one to the other; what both say.
async fn demonstrate(password: &'static str) -> Result<String, Box<dyn Error>> {
    let server = Arc::new(Submission::new()?);
    let socket = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = socket.local_addr()?;
    let localhost = server.localhost().clone();
    let serving = tokio::spawn(async move { server.serve_tls(socket.accept().await?.0).await });
    let client = match spawn_blocking(move || submit(address, &localhost, password)).await? {
        Ok(done) => done,
        Err(error) => error.to_string(),
    };
    let seen = serving.await?;
    Ok(format!("the client: {client}; the server: {seen:?}"))
}

/// Connects, logs in and hands a message in; how the login went.
fn submit(address: SocketAddr, localhost: &Localhost, password: &str) -> Result<String, Anything> {
    let trusted = Certificate::from_der(localhost.certificate().to_vec())?;
    let tls = TlsParameters::builder("localhost".into())
        .certificate_store(CertificateStore::None)
        .add_root_certificate(trusted)
        .build_rustls()?;
    let (patience, hello) = (Some(Duration::from_secs(30)), ClientId::Domain("localhost".into()));
    let mut connection = SmtpConnection::connect(address, patience, &hello, Some(&tls), None)?;

    let done = login::log_in(&mut connection, &hello, "amy", password)?;

    let envelope = Envelope::new(Some("amy@example.org".parse()?), vec!["bob@example.org".parse()?])?;
    connection.send(&envelope, b"Subject: Lunch\r\n\r\n.. is at one.\r\n")?;
    connection.quit()?;
    Ok(format!("{} bound by {:?}", done.mechanism(), done.binding().map(|kind| kind.name())))
}
