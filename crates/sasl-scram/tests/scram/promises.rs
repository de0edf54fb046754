//! What the types promise to a program that holds them: threads.
use sasl_scram::*;
use sasl_scram::{ClientSettings, ScramClient, ScramServer, ServerSettings};
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<ScramClient<Sha512>>();
    promised::<ScramServer<Sha512>>();
    promised::<ScramRecord<Sha512>>();
    promised::<Stored<Sha1>>();
    promised::<Stored<Sha256>>();
    promised::<Stored<Sha512>>();
    promised::<Stored<Sha3_512>>();
    promised::<Deriving<Sha512>>();
    promised::<ClientKeys<Sha1>>();
    promised::<ClientKeys<Sha256>>();
    promised::<ClientKeys<Sha512>>();
    promised::<ClientKeys<Sha3_512>>();
    promised::<KeyPair>();
    promised::<ClientSettings>();
    promised::<ServerSettings>();
    promised::<Decoys>();
    promised::<PasswordDecoy<Sha512>>();
    promised::<DecoyProfiles>();
    promised::<DecoyProfile>();
    promised::<Parameters>();
    promised::<SaltFormat>();
    promised::<CanonicalName>();
    promised::<Limits>();
    promised::<ServerError>();
    promised::<RecordError>();
}
