//! The limits of SCRAM's parameters.
use core::ops::RangeInclusive;

/// The length of a nonce in octets that either end accepts. RFC 5802 requires randomness but no length; mox and
/// others reject less than 8.
pub(crate) const NONCE: RangeInclusive<usize> = 8..=512;
/// The octets that a server must add to a client's nonce.
pub(crate) const NONCE_ADDED: usize = 8;
/// The length of an escaped name in octets.
pub(crate) const NAME: RangeInclusive<usize> = 1..=2048;
/// The length of a record's salt in octets.
pub(crate) const RECORD_SALT: RangeInclusive<usize> = 1..=256;
/// The length of the largest salt of a decoy in octets.
pub(crate) const DECOY_SALT: usize = 64;
/// The length of a salt in octets that a client accepts. Shorter ones allow an attacker to precompute tables.
pub(crate) const CLIENT_SALT: RangeInclusive<usize> = 8..=256;
/// The iteration count of a record. A higher one is an error or an attempt to overload the machine.
pub(crate) const RECORD_ITERATIONS: RangeInclusive<u32> = 1..=10_000_000;

/// The limits that a client imposes on a server's parameters. They are checked before any work is done.
///
/// ```
/// use sasl_scram::Limits;
/// // In PostgreSQL an administrator can configure fewer than 4096.
/// let lenient = Limits::default().with_iterations(1024..=1_000_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) iterations: RangeInclusive<u32>,
}

impl Limits {
    /// Sets the accepted iteration counts. The default is 4096 (RFC 5802 section 5.1) to 1,000,000. With fewer, a
    /// malicious server could guess the password from the proof more cheaply; with more, it could overload the
    /// client (CVE-2026-42256).
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
