//! XMPP's framing of SASL (RFC 6120 section 6), both ends, over a local socket pair.
//!
//! `cargo run -p examples --example xmpp`
//!
//! The relevant parts: base64 in elements in place of lines (`server.rs`, `client.rs`); `=` for a message that is
//! present and empty; data with `<success/>`, with which SCRAM needs one round trip less than in IMAP; and the
//! conditions for rejections. `stream.rs` reads XML with rxml, which is made for XMPP: no DTD, no entities, no
//! comments, no processing instructions; depth and length are limited here. Omitted are TLS and channel bindings
//! (see `postgres`), and the new stream after success.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod element;
mod server;
mod stream;
#[cfg(test)]
mod tests;

use countersign::{
    Credentials, DirectorySecret, Recipe, Records, Secret, Security,
    drive::Directory,
    sasl::{
        Profile,
        server::{Connection, Found, Offer},
    },
    server_registry,
};
use std::{error::Error, os::unix::net::UnixStream, thread};

fn main() -> Result<(), Box<dyn Error>> {
    for (name, password) in [("SCRAM-SHA-256", "pencil"), ("PLAIN", "pencil"), ("SCRAM-SHA-256", "eraser")] {
        let (near, far) = UnixStream::pair()?;
        let server = Server::new()?;
        let serving = thread::spawn(move || server::serve(far, &server.offer, &server));
        let client = client::log_in(near, name, "amy", password);
        let client =
            client.map_or_else(|error| error.to_string(), |done| format!("in by {}", done.mechanism()));
        // A rejected client disconnects and leaves an unterminated stream.
        let account = serving.join().map_err(|_| "the server has panicked")?.unwrap_or_default();
        println!("{name} with {password:?}: the server lets in {account:?}; the client: {client}");
    }
    Ok(())
}

/// One account and the offered mechanisms.
struct Server {
    offer: Offer,
    amy: Records,
}

impl Server {
    fn new() -> Result<Self, Box<dyn Error>> {
        let recipe = Recipe::default().with_iterations(4096);
        let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
        let line = Connection::new(Profile::XMPP, Security::Local);
        let offer = server_registry(&secret, &recipe).offer(&line);
        let deriving = Credentials::derive(&Secret::new("pencil"), &recipe, countersign::entropy()?)?;
        Ok(Self { offer, amy: deriving.run().records() })
    }
}

impl Directory for Server {
    fn find(&self, user: &str) -> Option<Found> {
        Some(match user {
            "amy" => Found::Account(self.amy.clone()),
            other => Found::Unknown { canonical: other.into() },
        })
    }
}
