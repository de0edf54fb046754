//! The example of XEP-0474 version 0.5.0: both proofs cover the digest and the client's own extension.
use crate::{
    ScramRecord, Sha1, Stored, auth_message::AuthMessage, derive::Derivation, hash::Engine, proof,
    protection::Protection, transcript::Transcript,
};
use alloc::format;
use base64ct::{Base64, Encoding};
use sasl_core::mechanism::Advertised;

const DIGEST: &str = "G6k/rBLDqgOhRRaCuuatSDFkJ08=";
const SALT: &str = "QSXCR+Q6sek8bf92";
const NONCE: &str = "12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6a09117a6-ac50-4f2f-93f1-93799c2bddf6";

#[test]
fn a086_the_digest_of_the_example() {
    let mechanisms = ["SCRAM-SHA-1", "SCRAM-SHA-1-PLUS"];
    let types = ["tls-server-end-point", "tls-exporter"];
    let protection = Protection::new::<Sha1>(&Advertised::heard(mechanisms).with_bindings(types));
    assert_eq!(protection.as_str(), Some(DIGEST));
    // The order of arrival has no effect; a different list has one.
    let turned = [mechanisms[1], mechanisms[0]];
    let types = [types[1], types[0]];
    assert_eq!(
        Protection::new::<Sha1>(&Advertised::heard(turned).with_bindings(types)).as_str(),
        Some(DIGEST)
    );
    for other in [
        Advertised::heard(mechanisms),
        Advertised::heard(mechanisms).with_bindings([]),
        Advertised::heard(mechanisms).with_bindings(types[..1].iter().copied()),
        Advertised::heard(mechanisms[..1].iter().copied()).with_bindings(types),
    ] {
        assert_ne!(Protection::new::<Sha1>(&other).as_str(), Some(DIGEST), "{other:?}");
    }
    assert_eq!(Protection::new::<Sha1>(&Advertised::heard(["A\x1eB"])).as_str(), None);
}

#[test]
fn a071_the_proofs_of_the_example() {
    let salt = Base64::decode_vec(SALT).unwrap();
    let salted = Derivation::<Sha1>::new(b"pencil", &salt, 4096).advance(4096).unwrap();
    let stored_key = Sha1::digest(&*salted.client_key());
    let record =
        ScramRecord::new(&Stored::<Sha1>::new(&salt, 4096, &stored_key, &*salted.server_key()).unwrap());
    let binding = Base64::encode_string(b"p=tls-exporter,,THIS IS FAKE CB DATA");
    let auth_message = |digest: &str| {
        format!(
            "n=user,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6,r={NONCE},s={SALT},i=4096,h={digest},c={binding},r={NONCE},\
             x=19C6532F-1CF4-4A27-A18D-DC9CEA41BBB3"
        )
    };
    let mut proof = [0; 20];
    Base64::decode("M/SIDjT+dfcxUh89jZEypRvFxB4=", &mut proof).unwrap();
    let check = |digest: &str| {
        let mut transcript = Transcript::new();
        transcript.push(auth_message(digest).as_bytes());
        proof::check(&record, AuthMessage::new(&mut transcript, 0), Some(proof))
    };
    let checked = check(DIGEST);
    assert!(bool::from(checked.valid));
    assert_eq!(Base64::encode_string(&checked.server_signature), "MQrMPvv7yv4x4Cq4W4Ih25EqS2c=");
    // A different digest yields a different AuthMessage.
    assert!(!bool::from(check("AAAAAAAAAAAAAAAAAAAAAAAAAAA=").valid));
}
