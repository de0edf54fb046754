//! POP3 with std's sockets and a thread for each connection: no runtime, no asynchronous code.
//!
//! `cargo run -p examples --example threads`
//!
//! The relevant part is `countersign::drive::serve`, the whole loop for a server that may block, over two small
//! traits: a wire (`server.rs`) and a directory (`directory.rs`). A thread for each connection also needs a
//! connection limit, a timeout for idle clients, and a limit for lines, which are here. There is no TLS, so no
//! plaintext mechanism is offered; with rustls' `StreamOwned` in place of the socket it would be.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod directory;
mod server;
#[cfg(test)]
mod tests;
mod wire;

use countersign::{
    DirectorySecret, Recipe, Security, sasl::Profile, sasl::server::Connection, server_registry,
};
use server::Server;
use std::{
    error::Error,
    io,
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

/// The connection limit; further clients must retry.
const CONNECTIONS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let (listener, server) = (TcpListener::bind("127.0.0.1:0")?, server(CONNECTIONS)?);
    let address = listener.local_addr()?;
    thread::spawn(move || accept(&listener, &server));
    for password in ["pencil", "eraser"] {
        match client::log_in(TcpStream::connect(address)?, "amy", password, None) {
            Ok(done) => println!("{password:?}: in by {}, the server is proved", done.mechanism()),
            Err(error) => println!("{password:?}: {error}"),
        }
    }
    Ok(())
}

fn server(most: usize) -> Result<Arc<Server>, Box<dyn Error>> {
    let recipe = Recipe::default().with_iterations(4096);
    let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
    let directory = directory::Accounts::new([("amy", "pencil"), ("bob", "crayon")], &recipe)?;
    let offer = server_registry(&secret, &recipe).offer(&Connection::new(Profile::MAIL, Security::Clear));
    Ok(Arc::new(Server::new(offer, directory, most)))
}

/// Accepts connections until the listener fails.
fn accept(listener: &TcpListener, server: &Arc<Server>) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept()?;
        let server = Arc::clone(server);
        // An error of a connection ends only that connection.
        thread::Builder::new().spawn(move || server.connection(stream))?;
    }
}
