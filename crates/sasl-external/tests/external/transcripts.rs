//! Transcripts.
use sasl_core::{ClientRegistry, ExternalIdentity, Proof, ServerRegistry};
use sasl_external::External;
use sasl_testkit::transcript::{Script, Setting, run_directory};

#[test]
fn every_file_of_the_directory_is_played() {
    let setting = |script: &Script| {
        let client = ClientRegistry::new().with(External::new());
        let server = ServerRegistry::new().with(External::new());
        Setting::new(client, server, script.application())
            .with_external(ExternalIdentity::proved(Proof::TlsKey, "amy"))
    };
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 5);
}
