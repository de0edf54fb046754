//! The hash functions for SCRAM.
#[cfg(test)]
pub(crate) mod count;
mod merkle_damgard;
#[cfg(feature = "sha-1")]
mod sha1;
mod sha256;
#[cfg(feature = "sha3-512")]
mod sha3_512;
#[cfg(feature = "sha-512")]
mod sha512;

#[cfg(feature = "sha-1")]
pub use sha1::Sha1;
#[cfg(feature = "sha3-512")]
pub use sha3_512::Sha3_512;
// Decoys are chosen with it, whatever mechanisms are offered.
#[cfg(not(feature = "sha-256"))]
pub(crate) use sha256::Sha256;
#[cfg(feature = "sha-256")]
pub use sha256::Sha256;
#[cfg(feature = "sha-512")]
pub use sha512::Sha512;

use subtle::ConditionallySelectable;
use zeroize::Zeroize;

/// A hash function with a registered SCRAM mechanism. The trait is sealed: each hash has its own names and test
/// vectors.
pub trait Hash: Engine {
    /// The name of the mechanism without channel binding.
    const NAME: &'static str;
    /// The name of the mechanism with channel binding.
    const PLUS: &'static str;
    /// The strength for the client's choice; see [`sasl_core::mechanism::Properties::new`].
    const STRENGTH: u8;
}

/// The operations of a hash function that SCRAM needs: states that can be stored, and the inner loop of PBKDF2.
#[doc(hidden)]
pub trait Engine: sealed::Sealed + Send + Sync + 'static {
    /// The state after a number of whole blocks.
    type State: Copy + ConditionallySelectable + Zeroize + Send + Sync;
    /// The digest.
    type Output: Octets;
    /// The number of octets in a block.
    const BLOCK: usize;

    /// Returns the initial state.
    fn start() -> Self::State;

    /// Absorbs one block; a shorter one is filled with zeros.
    fn absorb(state: &mut Self::State, block: &[u8]);

    /// Absorbs the rest of a message, of which `before` octets are already in the state, and finishes the hash.
    fn finish(state: Self::State, before: u64, message: &[u8]) -> Self::Output;

    /// Does the same as [`finish`](Self::finish) for a rest that is a digest, whose length is known at compile
    /// time.
    fn finish_digest(state: Self::State, before: u64, digest: &Self::Output) -> Self::Output;

    /// Returns the padding for a rest of this length when `before` octets are in the state.
    fn padding(before: u64, length: usize) -> Padding;

    /// Does the same as [`finish`](Self::finish) for a rest that includes its padding, so that a message that
    /// several keys sign is padded once.
    fn finish_padded(state: Self::State, padded: &[u8]) -> Self::Output;

    /// Computes `count` times: `u = HMAC(u)`, then `sum ^= u`, for the key with these two states.
    fn iterate(states: &[Self::State; 2], u: &mut Self::Output, sum: &mut Self::Output, count: u32);

    /// Returns the digest of a whole message.
    fn digest(message: &[u8]) -> Self::Output {
        Self::finish(Self::start(), 0, message)
    }

    /// Returns the digest of a digest.
    fn digest_again(digest: &Self::Output) -> Self::Output {
        Self::finish_digest(Self::start(), 0, digest)
    }
}

/// The padding of a message to whole blocks: one octet, zeros, and a number at the end.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Padding {
    /// The number of octets, at least one.
    pub(crate) length: usize,
    /// The first octet.
    pub(crate) first: u8,
    /// The last eight octets. If there is only one octet, it includes this value.
    pub(crate) last: u64,
}

impl Padding {
    /// Writes the padding over octets that are all zero.
    pub(crate) fn write(self, place: &mut [u8]) {
        if let Some(begin) = place.first_mut() {
            *begin = self.first;
        }
        if let Some(end) = place.last_chunk_mut::<8>() {
            *end = (u64::from_be_bytes(*end) | self.last).to_be_bytes();
        } else {
            place.iter_mut().rev().zip(self.last.to_le_bytes()).for_each(|(to, from)| *to |= from);
        }
    }
}

/// A fixed number of octets.
#[doc(hidden)]
pub trait Octets: AsRef<[u8]> + AsMut<[u8]> + Copy + Zeroize + Send + Sync + 'static {
    /// The number of octets.
    const LENGTH: usize;

    /// Returns octets that are all zero.
    fn zero() -> Self;

    /// Wipes the octets in one operation.
    fn wipe(&mut self) {
        self.as_mut().zeroize();
    }

    /// Returns these octets if their number is right.
    fn from_slice(octets: &[u8]) -> Option<Self>;
}

impl<const N: usize> Octets for [u8; N] {
    const LENGTH: usize = N;

    fn zero() -> Self {
        [0; N]
    }

    fn from_slice(octets: &[u8]) -> Option<Self> {
        octets.try_into().ok()
    }
}

mod sealed {
    pub trait Sealed {}
    #[cfg(feature = "sha-1")]
    impl Sealed for super::sha1::Sha1 {}
    impl Sealed for super::sha256::Sha256 {}
    #[cfg(feature = "sha3-512")]
    impl Sealed for super::sha3_512::Sha3_512 {}
    #[cfg(feature = "sha-512")]
    impl Sealed for super::sha512::Sha512 {}
}
