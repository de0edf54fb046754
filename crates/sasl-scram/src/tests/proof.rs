//! Tests of the proof check with input that no message can produce.
use crate::{
    ScramRecord, Sha256, Stored, auth_message::AuthMessage, derive::Derivation, hash::Engine, keys::Keys,
    proof, transcript::Transcript,
};
use sasl_core::{Secret, mechanism::Record, server::Check};
use subtle::Choice;
use zeroize::Zeroizing;

const SALT: &[u8] = b"salt by hand";
const SIGNED: &[u8] = b"whatever was signed";

fn signed() -> Transcript {
    let mut transcript = Transcript::new();
    transcript.push(SIGNED);
    transcript
}

/// Returns the keys of `pencil`.
fn keys() -> [[u8; 32]; 2] {
    let salted = Derivation::<Sha256>::new(b"pencil", SALT, 3).advance(3).unwrap();
    [Sha256::digest(&*salted.client_key()), *salted.server_key()]
}

fn account() -> ScramRecord<Sha256> {
    let [stored_key, server_key] = keys();
    ScramRecord::new(&Stored::new(SALT, 3, &stored_key, &server_key).unwrap())
}

#[test]
fn a010_a_decoy_matches_nothing_even_with_its_password() {
    let mut decoy = account();
    decoy.pairs.iter_mut().for_each(|pair| pair.real = Choice::from(0));
    let mut signed = signed();
    let signed = AuthMessage::new(&mut signed, 0);
    let right =
        proof::prove(&Keys::new(&Derivation::<Sha256>::new(b"pencil", SALT, 3).advance(3).unwrap()), signed);
    for (record, valid) in [(account(), true), (decoy, false)] {
        let checked = proof::check(&record, signed, Some(right.proof));
        assert_eq!(bool::from(checked.valid), valid);
        // A signature is not made for an invalid proof.
        assert_eq!(checked.server_signature == right.server_signature, valid);
        let check = record.verifier().unwrap().begin(&Secret::new("pencil")).advance(3);
        assert_eq!(check, Some(if valid { Check::Match } else { Check::NoMatch }));
    }
}

#[test]
fn a053_a_proof_of_another_length_is_wrong_even_if_zeroes_match() {
    let mut record = account();
    let pair = &mut record.pairs[0];
    pair.stored_key = Zeroizing::new(Sha256::digest(&pair.stored_hmac.mac(SIGNED)));
    let mut signed = signed();
    let signed = AuthMessage::new(&mut signed, 0);
    assert!(bool::from(proof::check(&record, signed, Some([0; 32])).valid));
    assert!(!bool::from(proof::check(&record, signed, None).valid));
}
