//! What the types promise to a program with threads.
use sasl_scram::*;

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = {
    is_send_and_sync::<(Scram<Sha256>, Settings, Limits, Decoys)>();
    is_send_and_sync::<(Stored<Sha256>, ScramRecord<Sha256>, Deriving<Sha256>, RecordError)>();
};

#[test]
fn names_and_strengths() {
    use sasl_core::{Binds, Credential, Mechanism};
    let settings = Settings::client();
    let bare = Scram::<Sha256>::bare(&settings);
    let plus = Scram::<Sha256>::plus(&settings);
    assert_eq!((bare.name(), plus.name()), ("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"));
    assert_eq!((bare.properties().binds, plus.properties().binds), (Binds::Bare, Binds::Always));
    for traits in [bare.properties(), plus.properties()] {
        assert!(traits.proves_server && !traits.plaintext && !traits.server_first && !traits.confidential);
        assert_eq!(traits.credential, Credential::Password);
    }
}
