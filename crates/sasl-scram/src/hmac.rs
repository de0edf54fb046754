//! HMAC (RFC 2104) with a key that is stored as two intermediate states.
use crate::hash::{Hash, Octets, Padding};
use subtle::{Choice, ConditionallySelectable};
use zeroize::Zeroize;

/// An absorbed key, which saves two compressions for every use. Wiped when dropped.
pub(crate) struct HmacKey<H: Hash> {
    states: [H::State; 2],
}

/// The longest block of any hash function in this crate.
const LONGEST_BLOCK: usize = 144;

impl<H: Hash> HmacKey<H> {
    pub(crate) fn new(key: &[u8]) -> Self {
        let mut digest = H::Output::zero();
        let key = if key.len() <= H::BLOCK {
            key
        } else {
            digest = H::digest(key);
            digest.as_ref()
        };
        let states = [0x36, 0x5c].map(|pad| {
            let mut block = [pad; LONGEST_BLOCK];
            block.iter_mut().zip(key).for_each(|(block, key)| *block ^= key);
            let mut state = H::start();
            H::absorb(&mut state, &block);
            block.zeroize();
            state
        });
        digest.zeroize();
        Self { states }
    }

    /// Returns a placeholder for a key.
    pub(crate) fn none() -> Self {
        Self { states: [H::start(); 2] }
    }

    /// Replaces this key by `other` or keeps it, in constant time.
    pub(crate) fn take_if(&mut self, other: &Self, choice: Choice) {
        for (state, other) in self.states.iter_mut().zip(&other.states) {
            state.conditional_assign(other, choice);
        }
    }

    pub(crate) fn mac(&self, message: &[u8]) -> H::Output {
        let block = u64::try_from(H::BLOCK).unwrap_or(u64::MAX);
        let [inner, outer] = self.states;
        let mut digest = H::finish(inner, block, message);
        let mac = H::finish_digest(outer, block, &digest);
        digest.wipe();
        mac
    }

    /// Returns the padding that makes a message of this length suitable for [`mac_padded`](Self::mac_padded).
    pub(crate) fn padding(length: usize) -> Padding {
        H::padding(u64::try_from(H::BLOCK).unwrap_or(u64::MAX), length)
    }

    /// Returns the MAC of a message that includes its padding.
    pub(crate) fn mac_padded(&self, padded: &[u8]) -> H::Output {
        let block = u64::try_from(H::BLOCK).unwrap_or(u64::MAX);
        let [inner, outer] = self.states;
        let mut digest = H::finish_padded(inner, padded);
        let mac = H::finish_digest(outer, block, &digest);
        digest.wipe();
        mac
    }

    pub(crate) fn iterate(&self, u: &mut H::Output, sum: &mut H::Output, count: u32) {
        H::iterate(&self.states, u, sum, count);
    }
}

impl<H: Hash> Drop for HmacKey<H> {
    fn drop(&mut self) {
        self.states.zeroize();
    }
}
