//! EXTERNAL from the outside, one file per room.
mod authorize;
mod client;
mod identity;
mod message;
mod transcripts;

use sasl_core::{
    ExternalIdentity, Profile, Proof, Security, ServerRegistry,
    server::{self, Offer},
};
use sasl_external::External;

/// On a connection whose peer is amy.
fn offer() -> Offer {
    let line = server::Connection::new(Profile::MAIL, Security::Verified);
    ServerRegistry::new()
        .with(External::new())
        .offer(&line.with_external(ExternalIdentity::proved(Proof::TlsKey, "amy")))
}
