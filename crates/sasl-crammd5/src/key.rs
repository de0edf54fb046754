//! HMAC-MD5 (RFC 2104) with a key that is stored as two intermediate states.
use crate::hash::{self, BLOCK, State};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroize;

/// The MD5 states after the padded key, as RFC 2195 section 3 suggests for storage. They are sufficient to answer
/// every challenge. Wiped when dropped.
#[derive(Clone)]
pub(crate) struct Key {
    inner: State,
    outer: State,
}

impl Key {
    pub(crate) fn new(password: &[u8]) -> Self {
        let mut digest = [0; 16];
        let key = if password.len() <= BLOCK {
            password
        } else {
            digest = hash::finish(hash::START, 0, password);
            &digest
        };
        let [inner, outer] = [0x36, 0x5c].map(|pad| {
            let mut block = [pad; BLOCK];
            block.iter_mut().zip(key).for_each(|(block, key)| *block ^= key);
            let mut state = hash::START;
            hash::absorb(&mut state, &block);
            block.zeroize();
            state
        });
        digest.zeroize();
        Self { inner, outer }
    }

    /// Returns a padding key, which belongs to no account and never matches.
    pub(crate) const fn nobody() -> Self {
        Self { inner: [0; 4], outer: [0; 4] }
    }

    pub(crate) fn mac(&self, message: &[u8]) -> [u8; 16] {
        const ABSORBED: u64 = 64;
        let digest = hash::finish(self.inner, ABSORBED, message);
        hash::finish(self.outer, ABSORBED, &digest)
    }

    /// Returns the outer state and then the inner state, in the order of Dovecot.
    pub(crate) fn octets(&self) -> [[u8; 16]; 2] {
        [hash::octets(&self.outer), hash::octets(&self.inner)]
    }

    pub(crate) fn from_octets([outer, inner]: &[[u8; 16]; 2]) -> Self {
        Self { inner: hash::words(inner), outer: hash::words(outer) }
    }
}

impl ConstantTimeEq for Key {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.inner.ct_eq(&other.inner) & self.outer.ct_eq(&other.outer)
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}
