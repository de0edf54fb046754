//! The hash functions that SCRAM runs on.
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
// Decoys are picked with it, whatever is offered.
#[cfg(not(feature = "sha-256"))]
pub(crate) use sha256::Sha256;
#[cfg(feature = "sha-256")]
pub use sha256::Sha256;
#[cfg(feature = "sha-512")]
pub use sha512::Sha512;

use subtle::ConditionallySelectable;
use zeroize::Zeroize;

/// A hash function with a registered SCRAM mechanism. Sealed: each has its own names and test vectors.
pub trait Hash: Engine {
    /// The mechanism's bare name.
    const NAME: &'static str;
    /// The mechanism's name with channel binding.
    const PLUS: &'static str;
    /// Which is chosen first; see [`sasl_core::mechanism::Properties::new`].
    const STRENGTH: u8;
}

/// What SCRAM asks of a hash function: states that can be kept, and the inner loop of PBKDF2.
#[doc(hidden)]
pub trait Engine: sealed::Sealed + Send + Sync + 'static {
    /// What has been absorbed so far, in whole blocks.
    type State: Copy + ConditionallySelectable + Zeroize + Send + Sync;
    /// The digest.
    type Output: Octets;
    /// Octets in a block.
    const BLOCK: usize;

    /// Nothing has been absorbed.
    fn start() -> Self::State;

    /// Absorb one block; shorter ones are filled with zeroes.
    fn absorb(state: &mut Self::State, block: &[u8]);

    /// Absorb the rest of a message of which `before` octets are in the state, and end it.
    fn finish(state: Self::State, before: u64, message: &[u8]) -> Self::Output;

    /// The same for the rest that is a digest: its length is known here, and not only when the program runs.
    fn finish_digest(state: Self::State, before: u64, digest: &Self::Output) -> Self::Output;

    /// What follows the rest of a message, of this length, when so many octets are in the state.
    fn padding(before: u64, length: usize) -> Padding;

    /// The same as [`finish`](Self::finish), where the padding stands behind the rest already: a message that more than
    /// one key signs is padded once.
    fn finish_padded(state: Self::State, padded: &[u8]) -> Self::Output;

    /// `count` times: `u = HMAC(u)`, then `sum ^= u`, for the key whose two states these are.
    fn iterate(states: &[Self::State; 2], u: &mut Self::Output, sum: &mut Self::Output, count: u32);

    /// The digest of a whole message.
    fn digest(message: &[u8]) -> Self::Output {
        Self::finish(Self::start(), 0, message)
    }

    /// The digest of a digest.
    fn digest_again(digest: &Self::Output) -> Self::Output {
        Self::finish_digest(Self::start(), 0, digest)
    }
}

/// What makes whole blocks of a message: one octet, zeroes, and a number at the end.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Padding {
    /// How many octets it has, at least one.
    pub(crate) length: usize,
    /// The first of them.
    pub(crate) first: u8,
    /// What is in the last eight of them, and in the first too if there is but one.
    pub(crate) last: u64,
}

impl Padding {
    /// Over octets that are all zero.
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
    /// How many.
    const LENGTH: usize;

    /// All zero.
    fn zero() -> Self;

    /// Wipe them, all at once and not octet by octet.
    fn wipe(&mut self) {
        self.as_mut().zeroize();
    }

    /// These octets, if there are as many.
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
