//! What is too much, and what is too little.
use core::ops::RangeInclusive;

/// Octets of a nonce that either end accepts. RFC 5802 asks for randomness, not for a length; mox and others
/// refuse less than 8.
pub(crate) const NONCE: RangeInclusive<usize> = 8..=512;
/// Octets that a server must add to a client's nonce.
pub(crate) const NONCE_ADDED: usize = 8;
/// Octets of a name, escaped.
pub(crate) const NAME: RangeInclusive<usize> = 1..=2048;
/// Octets of a salt that a record may hold.
pub(crate) const RECORD_SALT: RangeInclusive<usize> = 1..=256;
/// Octets of the largest salt that a decoy can have.
pub(crate) const DECOY_SALT: usize = 64;
/// Octets of a salt that a client accepts: less than 8 let somebody prepare tables.
pub(crate) const CLIENT_SALT: RangeInclusive<usize> = 8..=256;
/// Iterations that a record may ask for: more than that is a mistake, or meant to keep a machine busy.
pub(crate) const RECORD_ITERATIONS: RangeInclusive<u32> = 1..=10_000_000;

/// What a client accepts from a server, checked before any work is done for it.
///
/// ```
/// use sasl_scram::Limits;
/// // PostgreSQL lets an administrator go below 4096.
/// let lenient = Limits::default().with_iterations(1024..=1_000_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) iterations: RangeInclusive<u32>,
}

impl Limits {
    /// Iteration counts in this range. The default is 4096 (RFC 5802 section 5.1) to 1,000,000: below, a server
    /// could learn the password from the proof more cheaply; above, it could keep the client busy
    /// (CVE-2026-42256).
    #[must_use]
    pub fn with_iterations(self, iterations: RangeInclusive<u32>) -> Self {
        Self { iterations }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { iterations: 4096..=1_000_000 }
    }
}
