//! Octets that are wiped.
use alloc::vec::Vec;
use core::fmt;
use zeroize::{Zeroize, Zeroizing};

/// The octets of a SASL message, a password or a channel binding: wiped when dropped, redacted in `Debug`, without `==`.
///
/// ```
/// let secret = auth_daemon_protocols::Secret::copied(b"pencil");
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// assert_eq!(secret.expose(), b"pencil");
/// ```
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Copies octets.
    pub fn copied(octets: &[u8]) -> Self {
        Self(Zeroizing::new(octets.to_vec()))
    }

    pub(crate) fn new(octets: Zeroizing<Vec<u8>>) -> Self {
        Self(octets)
    }

    /// Returns the octets. The name of the method is easy to search for in a review.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A buffer that leaves no copy of its octets in memory when it grows.
#[derive(Default)]
pub(crate) struct SecretBuffer(Zeroizing<Vec<u8>>);

impl SecretBuffer {
    pub(crate) fn extend(&mut self, octets: &[u8]) {
        let needed = self.0.len().saturating_add(octets.len());
        if needed > self.0.capacity() {
            let room = needed.max(self.0.capacity().saturating_mul(2)).max(64);
            let mut larger = Vec::with_capacity(room);
            larger.extend_from_slice(&self.0);
            // `zeroize` of a vector covers its whole capacity.
            self.0.zeroize();
            *self.0 = larger;
        }
        self.0.extend_from_slice(octets);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Takes the content and leaves an empty buffer.
    pub(crate) fn take(&mut self) -> Zeroizing<Vec<u8>> {
        core::mem::take(&mut self.0)
    }
}

impl fmt::Debug for SecretBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretBuffer({} octets)", self.len())
    }
}
