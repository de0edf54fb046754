//! The one door to the operating system.
use core::fmt;
use sasl_core::Entropy;

/// The operating system has no randomness to give: no login can begin.
#[derive(Debug)]
pub struct EntropyError(getrandom::Error);

/// Fresh entropy for one exchange, from the operating system. A program that begins thousands of exchanges in a
/// second may prefer a generator of its own that is seeded from here.
///
/// # Errors
/// [`EntropyError`] when the system gives none. Never go on without.
pub fn entropy() -> Result<Entropy, EntropyError> {
    Entropy::filled_by(|octets| getrandom::fill(octets)).map_err(EntropyError)
}

impl fmt::Display for EntropyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the operating system gives no randomness")
    }
}

impl std::error::Error for EntropyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
