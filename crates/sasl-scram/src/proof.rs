//! Proofs and signatures (RFC 5802 section 3).
//!
//! ```text
//! ClientSignature := HMAC(StoredKey, AuthMessage)
//! ClientProof     := ClientKey XOR ClientSignature
//! ServerSignature := HMAC(ServerKey, AuthMessage)
//! ```
use crate::{
    auth_message::AuthMessage,
    hash::{Hash, Octets},
    hmac::HmacKey,
    keys::Keys,
    record::ScramRecord,
};
use core::hint::black_box;
use subtle::{Choice, ConstantTimeEq};

/// The server's result of the check of a client's proof.
pub(crate) struct Checked<H: Hash> {
    /// Whether the client knows the password.
    pub(crate) valid: Choice,
    /// The server's proof for the password form of the client. It is computed whether or not the client's proof is
    /// valid.
    pub(crate) server_signature: H::Output,
}

/// Checks a proof against every key pair of a record. The proof is `None` if its length is not that of the hash.
/// The work is the same for any proof and for accounts that do not exist.
pub(crate) fn check<H: Hash>(
    record: &ScramRecord<H>,
    auth_message: AuthMessage<'_, H>,
    proof: Option<H::Output>,
) -> Checked<H> {
    let whole = Choice::from(u8::from(proof.is_some()));
    let proof = proof.unwrap_or_else(H::Output::zero);
    let mut valid = Choice::from(0);
    let mut server_hmac = HmacKey::<H>::none();
    for pair in &record.pairs {
        let mut client_key = pair.stored_hmac.mac_padded(auth_message.padded());
        xor::<H>(&mut client_key, &proof);
        let stored_key = H::digest_again(&client_key);
        client_key.wipe();
        let this = same(stored_key.as_ref(), (*pair.stored_key).as_ref()) & whole & pair.real;
        server_hmac.take_if(&pair.server_hmac, this);
        valid |= this;
    }
    // One signature is computed for every login, with the key of the client's password form or with a placeholder.
    Checked { valid, server_signature: server_hmac.mac_padded(auth_message.padded()) }
}

/// The client's proof and the expected signature.
pub(crate) struct Proved<H: Hash> {
    pub(crate) proof: H::Output,
    /// The signature that the server must send.
    pub(crate) server_signature: H::Output,
}

pub(crate) fn prove<H: Hash>(keys: &Keys<H>, auth_message: AuthMessage<'_, H>) -> Proved<H> {
    let mut proof = keys.stored_hmac.mac_padded(auth_message.padded());
    xor::<H>(&mut proof, &keys.client_key);
    Proved { proof, server_signature: keys.server_hmac.mac_padded(auth_message.padded()) }
}

/// Compares in constant time: differences are collected over the whole length and tested once.
#[inline]
pub(crate) fn same(one: &[u8], other: &[u8]) -> Choice {
    let ((ones, rest), (others, other_rest)) = (one.as_chunks::<4>(), other.as_chunks::<4>());
    let words = ones.iter().zip(others);
    let difference =
        words.fold(0, |sum, (one, other)| sum | u32::from_ne_bytes(*one) ^ u32::from_ne_bytes(*other));
    black_box(difference).ct_eq(&0) & rest.ct_eq(other_rest) & one.len().ct_eq(&other.len())
}

fn xor<H: Hash>(to: &mut H::Output, from: &H::Output) {
    to.as_mut().iter_mut().zip(from.as_ref()).for_each(|(to, from)| *to ^= from);
}
