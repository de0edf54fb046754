//! Randomness as an argument.
use core::fmt;
use zeroize::Zeroize;

/// 32 octets from a cryptographic random number generator, spent on one exchange.
///
/// It does not implement `Clone`, because reuse would repeat a nonce. With fixed octets an exchange can be
/// reproduced, which is useful only in tests.
pub struct Entropy([u8; 32]);

impl Entropy {
    /// Wraps fresh random octets. If the random number generator fails, the login must fail.
    pub const fn new(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// Fills the octets from a generator that can fail. Without them no exchange can start.
    ///
    /// ```
    /// use sasl_core::Entropy;
    /// struct Broken;
    /// assert!(Entropy::filled_by(|_| Err(Broken)).is_err());
    /// ```
    ///
    /// # Errors
    /// The error of the generator.
    pub fn filled_by<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        // Octets filled in before a failure are wiped when the value is dropped.
        let mut entropy = Self([0; 32]);
        fill(&mut entropy.0)?;
        Ok(entropy)
    }

    /// Returns a reference to the octets.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the octets and consumes the value.
    pub fn into_octets(self) -> [u8; 32] {
        self.0
    }
}

impl Drop for Entropy {
    fn drop(&mut self) {
        // A slice is wiped in one operation, an array octet by octet.
        self.0.as_mut_slice().zeroize();
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy(..)")
    }
}
