//! A client on async-imap whose authenticator is an exchange. The server is that of `examples/imap_next`.
//!
//! `cargo run -p examples --example async-imap`
//!
//! The relevant part is `authenticator.rs`. async-imap's `process` must answer every challenge and cannot report
//! an error, and async-imap creates a session from the server's success without verification. The adapter
//! therefore stores errors and sends nothing further. The caller gets the session only together with the result of
//! the exchange. If the server has not proved itself, the connection is dropped before any command.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod authenticator;
mod client;
#[path = "../imap_next/server.rs"]
mod server;
#[cfg(test)]
mod tests;
#[path = "../imap_next/words.rs"]
mod words;

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
    let imap = Arc::new(server::Imap::new()?);
    let socket = TcpListener::bind(("127.0.0.1", 0)).await?;
    let stream = TcpStream::connect(socket.local_addr()?).await?;
    let serving = {
        let imap = Arc::clone(&imap);
        tokio::spawn(async move { imap.serve(socket.accept().await?.0).await })
    };
    let client = match client::log_in(imap.localhost().connect(stream).await?, password).await {
        Ok((mut session, done)) => {
            session.noop().await?;
            session.logout().await?;
            format!("{}, sure of the server: {}", done.mechanism(), done.server_verified())
        }
        Err(error) => error.to_string(),
    };
    let log = serving.await?.map_err(|_| "the server's connection broke")?;
    Ok(format!("the server: {log:?}; the client: {client}"))
}
