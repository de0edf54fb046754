//! lettre with the mechanisms of this project in place of its own three. The server is in
//! `examples/shared/submission.rs`.
//!
//! `cargo run -p examples --example lettre`
//!
//! The relevant part is `login.rs`. lettre's `Mechanism` cannot be extended, and its `SmtpTransport` has no hooks,
//! but `SmtpConnection::command` sends any value with `Display`. The login uses that, and lettre submits the
//! message on the same connection. (`AsyncSmtpConnection` has the same calls, with `.await`.) lettre provides only
//! the server's certificate of the TLS connection, so `-PLUS` uses that.
//!
//! TLS starts with the first octet (RFC 8314). Keep lettre's feature `tracing` disabled: it logs each command,
//! including the password of PLAIN.
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

/// Runs both ends. Returns what both report.
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

/// Connects, logs in and submits a message. Returns the result of the login.
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
