//! The testkit's own tests.
mod mismatches;
mod pair;
mod transcripts;

use sasl_core::{
    Profile, Record, Records, Registry, Security,
    client::{self, Choice, Preference},
    server::{self, Offer},
};
use sasl_testkit::{Application, Pencil, mutual};
use std::sync::Arc;

fn registry() -> Registry {
    Registry::new().with(mutual())
}

fn ends(profile: Profile) -> (Offer, Choice) {
    let offer = registry().offer(&server::Connection::new(profile, Security::Verified));
    let line = client::Connection::new(profile, Security::Verified);
    (offer.clone(), registry().choose(offer.names(), &line, &Preference::password()).unwrap())
}

fn records() -> Records {
    Records::new([Arc::new(Pencil("pencil")) as Arc<dyn Record>])
}

fn amy(password: &str) -> Application<'static> {
    Application::new().account("amy", records()).credentials("amy", password)
}
