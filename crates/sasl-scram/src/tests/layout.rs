//! The memory of a server's exchange while it waits for a client.
use crate::{Decoys, Scram, Settings, Sha256, server::Exchange};
use core::mem::size_of;
use sasl_core::{Awaiting, Mechanism, Server, server::Setup};
use sasl_testkit::entropy;

#[test]
fn a_waiting_server_holds_640_octets_at_most() {
    let held = size_of::<Exchange<Sha256>>() + size_of::<Awaiting<Server>>();
    assert!(held <= 640, "{held}");
}

#[test]
fn a_server_without_decoys_is_unavailable() {
    let setup = || Setup::new(entropy(1));
    assert!(Scram::<Sha256>::bare(&Settings::client()).server(setup()).is_err());
    let settings = Settings::server(Decoys::new([7; 32], 4096));
    assert!(Scram::<Sha256>::bare(&settings).server(setup()).is_ok());
}
