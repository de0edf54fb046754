//! A client on async-imap whose authenticator is an exchange; the server is the one of `examples/imap_next`.
//!
//! `cargo run -p examples --example async-imap`
//!
//! What to take from it: `authenticator.rs`. async-imap's `process` has to answer every challenge and cannot say that something is
//! wrong, and async-imap makes a session of the server's yes, whoever says it. So the adapter keeps what has gone wrong,
//! says nothing more, and is asked when there is a session: the caller gets that only together with the exchange's
//! own yes. A server that has not proved itself is a dropped connection, and no command has gone to it.
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

/// The one to the other; what both say.
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
