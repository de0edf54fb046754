//! Transcripts, played against both ends.
use crate::{ends::server_registry_of, reference::keys};
use sasl_core::{ClientRegistry, Records};
use sasl_scram::{ClientSettings, Decoys, ScramClient, ScramRecord, ServerSettings, Sha256, Stored};
use sasl_testkit::transcript::{Script, Setting, run_directory};
use std::sync::Arc;

/// A server whose only user is amy, with the password `pencil` and the count of RFC 7677; a client that takes it.
fn setting(script: &Script) -> Setting<'static> {
    let keys = keys("pencil", &[9; 16], 4096);
    let stored = Stored::<Sha256>::new(&[9; 16], 4096, &keys.stored_key, &keys.server_key).unwrap();
    let records = Records::new([Arc::new(ScramRecord::new(&stored)) as _]);
    let settings = ServerSettings::new(Decoys::new([7; 32], 4096));
    let client = ClientRegistry::new()
        .with(ScramClient::<Sha256>::plus(&ClientSettings::new()))
        .with(ScramClient::<Sha256>::bare(&ClientSettings::new()));
    Setting::new(client, server_registry_of(&settings), script.application().account("amy", records))
}

#[test]
fn every_file_of_the_directory_is_played() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), FILES);
}

const FILES: usize = 20;
