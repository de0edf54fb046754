//! `SaltedPassword := Hi(Normalize(password), salt, i)` (RFC 5802 section 3), in slices.
use crate::{
    hash::{Hash, Octets},
    hmac::HmacKey,
};
use alloc::vec::Vec;
use zeroize::{Zeroize, Zeroizing};

/// A PBKDF2 computation in progress, with HMAC and one block of output (RFC 8018 section 5.2). Wiped when dropped.
pub(crate) struct Derivation<H: Hash> {
    key: HmacKey<H>,
    u: H::Output,
    sum: H::Output,
    left: u32,
}

/// The salted password (RFC 5802 section 3). It is password-equivalent, so it is never stored. Wiped when dropped.
pub(crate) struct SaltedPassword<H: Hash>(H::Output);

impl<H: Hash> Derivation<H> {
    /// Starts a computation from a prepared password. It does at least one iteration.
    pub(crate) fn new(password: &[u8], salt: &[u8], iterations: u32) -> Self {
        let key = HmacKey::new(password);
        let mut first = Vec::from(salt);
        first.extend_from_slice(&1_u32.to_be_bytes());
        let u = key.mac(&first);
        Self { key, u, sum: u, left: iterations.saturating_sub(1) }
    }

    /// Does this many iterations. Returns the result when none are left.
    pub(crate) fn advance(&mut self, units: u32) -> Option<SaltedPassword<H>> {
        let now = self.left.min(units);
        self.key.iterate(&mut self.u, &mut self.sum, now);
        self.left = self.left.saturating_sub(now);
        (self.left == 0).then_some(SaltedPassword(self.sum))
    }
}

impl<H: Hash> Drop for Derivation<H> {
    fn drop(&mut self) {
        self.u.zeroize();
        self.sum.zeroize();
    }
}

impl<H: Hash> SaltedPassword<H> {
    #[cfg(test)]
    pub(crate) fn as_octets(&self) -> &H::Output {
        &self.0
    }

    /// Creates the value from stored octets. Returns `None` if their length is not that of the hash.
    pub(crate) fn from_octets(octets: &[u8]) -> Option<Self> {
        H::Output::from_slice(octets).map(Self)
    }

    /// `ClientKey := HMAC(SaltedPassword, "Client Key")`
    pub(crate) fn client_key(&self) -> Zeroizing<H::Output> {
        self.key(b"Client Key")
    }

    /// `ServerKey := HMAC(SaltedPassword, "Server Key")`
    pub(crate) fn server_key(&self) -> Zeroizing<H::Output> {
        self.key(b"Server Key")
    }

    fn key(&self, purpose: &[u8]) -> Zeroizing<H::Output> {
        Zeroizing::new(HmacKey::<H>::new(self.0.as_ref()).mac(purpose))
    }
}

impl<H: Hash> Drop for SaltedPassword<H> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
