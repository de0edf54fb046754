//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_scram::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<Scram<Sha512>>(16);
    promised::<ScramRecord<Sha512>>(56);
    promised::<Stored<Sha1>>(56);
    promised::<Stored<Sha256>>(56);
    promised::<Stored<Sha512>>(56);
    promised::<Stored<Sha3_512>>(56);
    promised::<Deriving<Sha512>>(360);
    promised::<ClientKeys<Sha1>>(160);
    promised::<ClientKeys<Sha256>>(232);
    promised::<ClientKeys<Sha512>>(424);
    promised::<ClientKeys<Sha3_512>>(968);
    promised::<KeyPair>(48);
    promised::<Settings>(136);
    promised::<Decoys>(104);
    promised::<PasswordDecoy<Sha512>>(120);
    promised::<DecoyProfiles>(24);
    promised::<DecoyProfile>(48);
    promised::<Parameters>(40);
    promised::<SaltFormat>(24);
    promised::<CanonicalName>(16);
    promised::<Limits>(12);
    promised::<ServerError>(1);
    promised::<RecordError>(24);
}
