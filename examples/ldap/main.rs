//! LDAP's framing of SASL (RFC 4511 section 4.2), both ends, over a local socket pair.
//!
//! `cargo run -p examples --example ldap`
//!
//! The relevant parts: an exchange is stored in its connection between two requests (`server.rs`), because each
//! message of the client is a separate request, and another request ends the exchange. Messages are raw octets and
//! not base64, and an absent message differs from an empty one. Result codes are mapped. `message.rs` uses the
//! crate `der`, which accepts only the shortest form of a length: most clients send that, Windows' clients do not
//! and need another reader. Omitted are TLS and channel bindings (see `postgres`), the list of mechanisms in the
//! root DSE, and all requests other than bind.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod message;
mod server;
#[cfg(test)]
mod tests;

use countersign::{
    Credentials, DirectorySecret, Recipe, Secret, Security, sasl::Profile, sasl::server::Connection,
    server_registry,
};
use server::Session;
use std::{error::Error, os::unix::net::UnixStream, thread};

fn main() -> Result<(), Box<dyn Error>> {
    for (name, password) in [("SCRAM-SHA-256", "pencil"), ("PLAIN", "pencil"), ("SCRAM-SHA-256", "eraser")] {
        let (mut near, far) = UnixStream::pair()?;
        let mut session = session()?;
        let serving = thread::spawn(move || session.serve(far));
        let client = client::bind(&mut near, name, "amy", password);
        let client =
            client.map_or_else(|error| error.to_string(), |done| format!("in by {}", done.mechanism()));
        drop(near);
        // It ends when the client disconnects.
        let account = serving.join().map_err(|_| "the server has panicked")?;
        println!("{name} with {password:?}: the server has {account:?}; the client: {client}");
    }
    Ok(())
}

/// Returns a server's connection with the account amy.
fn session() -> Result<Session, Box<dyn Error>> {
    let recipe = Recipe::default().with_iterations(4096);
    let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
    let line = Connection::new(Profile::LDAP, Security::Local);
    let offer = server_registry(&secret, &recipe).offer(&line);
    let deriving = Credentials::derive(&Secret::new("pencil"), &recipe, countersign::entropy()?)?;
    Ok(Session::new(offer, deriving.run().records()))
}
