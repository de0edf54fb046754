//! The submission of a message: EHLO, STARTTLS, AUTH, the message. The server is in
//! `examples/shared/submission.rs`.
//!
//! `cargo run -p examples --example submission`
//!
//! The relevant part is `client.rs`. No credential is sent before TLS, no data from before TLS is trusted, and
//! none of it is read after TLS starts. The mechanism is chosen with the connection's channel binding. In the loop
//! of AUTH every answer of the server is passed to the exchange. The message is sent only to a server that has
//! proved itself, if its mechanism allows that.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
#[cfg(test)]
mod tests;

use examples::shared::Submission;
use std::{error::Error, sync::Arc};
use tokio::net::{TcpListener, TcpStream};

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
    let stream = TcpStream::connect(socket.local_addr()?);
    let serving = {
        let server = Arc::clone(&server);
        tokio::spawn(async move { server.serve(socket.accept().await?.0).await })
    };
    let message = "Subject: Lunch\n\n.. is at one.\n";
    let client = match client::submit(stream.await?, server.localhost(), password, message).await {
        Ok(done) => format!("{} bound by {:?}", done.mechanism(), done.binding().map(|kind| kind.name())),
        Err(error) => error.to_string(),
    };
    let seen = serving.await?;
    Ok(format!("the client: {client}; the server: {seen:?}"))
}
