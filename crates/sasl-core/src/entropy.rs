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

    /// From a generator that can fail; then there is none, and no exchange can start.
    ///
    /// ```
    /// use sasl_core::Entropy;
    /// struct Broken;
    /// assert!(Entropy::filled_by(|_| Err(Broken)).is_err());
    /// ```
    ///
    /// # Errors
    /// The generator's.
    pub fn filled_by<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        // What has been filled in before a failure is wiped with the value.
        let mut entropy = Self([0; 32]);
        fill(&mut entropy.0)?;
        Ok(entropy)
    }

    /// Look at them, where they are.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Spend them.
    pub fn into_octets(self) -> [u8; 32] {
        self.0
    }
}

impl Drop for Entropy {
    fn drop(&mut self) {
        // A slice is wiped at once, an array octet by octet.
        self.0.as_mut_slice().zeroize();
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy(..)")
    }
}
