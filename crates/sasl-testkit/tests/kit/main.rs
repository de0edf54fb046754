//! The testkit's own tests.
mod mismatches;
mod pair;
mod transcripts;

use sasl_core::{
    ClientRegistry, Profile, Records, Security, ServerRegistry,
    client::{self, Choice, Preference},
    mechanism::Record,
    server::{self, Offer},
};
use sasl_testkit::{Application, Pencil, mutual};
use std::sync::Arc;

fn client() -> ClientRegistry {
    ClientRegistry::new().with(mutual())
}

fn server() -> ServerRegistry {
    ServerRegistry::new().with(mutual())
}

fn ends(profile: Profile) -> (Offer, Choice) {
    let offer = server().offer(&server::Connection::new(profile, Security::Verified));
    let line = client::Connection::new(profile, Security::Verified);
    (offer.clone(), client().choose(offer.names(), &line, &Preference::password()).unwrap())
}

fn records() -> Records {
    Records::new([Arc::new(Pencil("pencil")) as Arc<dyn Record>])
}

fn amy(password: &str) -> Application<'static> {
    Application::new().account("amy", records()).credentials("amy", password)
}
