//! What the types promise to a program with threads.
use sasl_scram::*;
use sasl_scram::{ClientSettings, ScramClient, ScramServer, ServerSettings};

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = {
    is_send_and_sync::<(
        ScramClient<Sha256>,
        ScramServer<Sha256>,
        ClientSettings,
        ServerSettings,
        Limits,
        Decoys,
    )>();
    is_send_and_sync::<(Stored<Sha256>, ScramRecord<Sha256>, Deriving<Sha256>, RecordError)>();
};

#[test]
fn names_and_strengths() {
    use sasl_core::mechanism::{Binds, Credential, Mechanism};
    let client = ClientSettings::new();
    let server = ServerSettings::new(Decoys::new([7; 32], 4096));
    let ends: [[&dyn Mechanism; 2]; 2] = [
        [&ScramClient::<Sha256>::bare(&client), &ScramClient::<Sha256>::plus(&client)],
        [&ScramServer::<Sha256>::bare(&server), &ScramServer::<Sha256>::plus(&server)],
    ];
    for [bare, plus] in ends {
        assert_eq!((bare.name().as_str(), plus.name().as_str()), ("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"));
        assert_eq!((bare.properties().binds, plus.properties().binds), (Binds::Bare, Binds::Always));
        for traits in [bare.properties(), plus.properties()] {
            assert!(
                traits.proves_server && !traits.plaintext && !traits.server_first && !traits.confidential
            );
            assert_eq!(traits.credential, Credential::Password);
        }
    }
}
