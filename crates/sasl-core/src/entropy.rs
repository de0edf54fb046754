//! Randomness is an argument.
use core::fmt;
use zeroize::Zeroize;

/// 32 octets from a cryptographic random number generator, spent on one exchange.
///
/// It has no `Clone`: reusing it would repeat a nonce. With fixed octets a whole transcript can be reproduced,
/// which is what tests want and nobody else.
pub struct Entropy([u8; 32]);

impl Entropy {
    /// Fresh octets. A generator that fails must fail the login; never put anything else here.
    pub const fn new(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// Spend them.
    pub fn into_octets(self) -> [u8; 32] {
        self.0
    }
}

impl Drop for Entropy {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy(..)")
    }
}
