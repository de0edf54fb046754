//! Transcripts, octet for octet.
use crate::ends::{records, server};
use sasl_core::{ClientRegistry, ServerRegistry};
use sasl_crammd5::CramMd5Client;
use sasl_testkit::transcript::{Script, Setting, run_directory};

/// A server that knows the user of the header, but for bob.
fn setting(script: &Script) -> Setting<'static> {
    let application = match script.user() {
        "" | "bob" => script.application(),
        user => script.application().account(user, records("tanstaaftanstaaf")),
    };
    let client = ClientRegistry::new().with(CramMd5Client::new());
    Setting::new(client, ServerRegistry::new().with(server()), application)
}

#[test]
fn every_file_of_the_directory_is_played() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 7);
}
