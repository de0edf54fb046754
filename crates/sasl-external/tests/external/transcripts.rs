//! Transcripts.
use sasl_core::{ExternalIdentity, Proof, Registry};
use sasl_external::External;
use sasl_testkit::transcript::{Script, Setting, run_directory};

#[test]
fn every_file_of_the_directory_is_played() {
    let setting = |script: &Script| {
        Setting::new(Registry::new().with(External::new()), script.application())
            .with_external(ExternalIdentity::proved(Proof::TlsKey, "amy"))
    };
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 5);
}
