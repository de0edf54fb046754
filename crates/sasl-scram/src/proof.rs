//! Proofs and signatures (RFC 5802 section 3).
//!
//! ```text
//! ClientSignature := HMAC(StoredKey, AuthMessage)
//! ClientProof     := ClientKey XOR ClientSignature
//! ServerSignature := HMAC(ServerKey, AuthMessage)
//! ```
use crate::{
    hash::{Hash, Octets},
    keys::Keys,
    record::ScramRecord,
};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
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
    let mut checked = Checked::<H> { valid: Choice::from(0), server_signature: H::Output::zero() };
    for pair in &record.pairs {
        let mut client_key = Zeroizing::new(pair.stored_hmac.mac(auth_message));
        xor::<H>(&mut client_key, &proof);
        let stored_key = H::digest((*client_key).as_ref());
        let valid = stored_key.as_ref().ct_eq((*pair.stored_key).as_ref()) & whole & pair.real;
        let signature = pair.server_hmac.mac(auth_message);
        let places = checked.server_signature.as_mut().iter_mut();
        places.zip(signature.as_ref()).for_each(|(place, octet)| place.conditional_assign(octet, valid));
        checked.valid |= valid;
    }
    checked
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

fn xor<H: Hash>(to: &mut H::Output, from: &H::Output) {
    to.as_mut().iter_mut().zip(from.as_ref()).for_each(|(to, from)| *to ^= from);
}
