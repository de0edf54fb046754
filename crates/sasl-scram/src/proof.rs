//! Proofs and signatures (RFC 5802 section 3).
//!
//! ```text
//! ClientSignature := HMAC(StoredKey, AuthMessage)
//! ClientProof     := ClientKey XOR ClientSignature
//! ServerSignature := HMAC(ServerKey, AuthMessage)
//! ```
use crate::{
    hash::{Hash, Octets},
    hmac::HmacKey,
    keys::Keys,
    record::ScramRecord,
};
use core::hint::black_box;
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

/// What a server makes of a client's proof.
pub(crate) struct Checked<H: Hash> {
    /// The client knows the password.
    pub(crate) valid: Choice,
    /// The server's own proof, for the form of the password that the client has; made whatever the client's is.
    pub(crate) server_signature: H::Output,
}

/// Check a proof, `None` for one of another length than the hash, against every pair of a record. The work is the same
/// whatever it is, and whether or not there is such an account.
pub(crate) fn check<H: Hash>(
    record: &ScramRecord<H>,
    auth_message: &[u8],
    proof: Option<H::Output>,
) -> Checked<H> {
    let whole = Choice::from(u8::from(proof.is_some()));
    let proof = proof.unwrap_or_else(H::Output::zero);
    let mut valid = Choice::from(0);
    let mut server_hmac = HmacKey::<H>::none();
    for pair in &record.pairs {
        let mut client_key = Zeroizing::new(pair.stored_hmac.mac(auth_message));
        xor::<H>(&mut client_key, &proof);
        let stored_key = H::digest((*client_key).as_ref());
        let this = same::<H>(&stored_key, &pair.stored_key) & whole & pair.real;
        server_hmac.take_if(&pair.server_hmac, this);
        valid |= this;
    }
    // One is made, and for everybody: with the key of the form that the client has, or with none.
    Checked { valid, server_signature: server_hmac.mac(auth_message) }
}

/// What a client makes of its keys.
pub(crate) struct Proved<H: Hash> {
    pub(crate) proof: H::Output,
    /// What the server must answer.
    pub(crate) server_signature: H::Output,
}

pub(crate) fn prove<H: Hash>(keys: &Keys<H>, auth_message: &[u8]) -> Proved<H> {
    let mut proof = keys.stored_hmac.mac(auth_message);
    xor::<H>(&mut proof, &keys.client_key);
    Proved { proof, server_signature: keys.server_hmac.mac(auth_message) }
}

/// In constant time: whatever differs is gathered from all of both, and looked at once.
fn same<H: Hash>(one: &H::Output, other: &H::Output) -> Choice {
    let (ones, rest) = one.as_ref().as_chunks::<4>();
    let (others, other_rest) = other.as_ref().as_chunks::<4>();
    let words = ones.iter().zip(others);
    let difference =
        words.fold(0, |sum, (one, other)| sum | u32::from_ne_bytes(*one) ^ u32::from_ne_bytes(*other));
    black_box(difference).ct_eq(&0) & rest.ct_eq(other_rest)
}

fn xor<H: Hash>(to: &mut H::Output, from: &H::Output) {
    to.as_mut().iter_mut().zip(from.as_ref()).for_each(|(to, from)| *to ^= from);
}
