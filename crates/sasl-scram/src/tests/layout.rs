//! What a server is made with.
use crate::{Decoys, Scram, Settings, Sha256};
use sasl_core::{Mechanism, server::Setup};
use sasl_testkit::entropy;

#[test]
fn a_server_without_decoys_is_unavailable() {
    let setup = || Setup::new(entropy(1));
    assert!(Scram::<Sha256>::bare(&Settings::client()).server(setup()).is_err());
    let settings = Settings::server(Decoys::new([7; 32], 4096));
    assert!(Scram::<Sha256>::bare(&settings).server(setup()).is_ok());
}
