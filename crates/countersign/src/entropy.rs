//! Randomness from the operating system, the only use of it in this crate.
use core::fmt;
use sasl_core::Entropy;

/// The error of the operating system's random number generator. No login can start.
#[derive(Debug)]
pub struct EntropyError(getrandom::Error);

/// Returns fresh entropy from the operating system for one exchange. A program that starts thousands of exchanges
/// each second can use its own generator, seeded from this function.
///
/// # Errors
/// [`EntropyError`] if the system provides no randomness. The login must then fail.
pub fn entropy() -> Result<Entropy, EntropyError> {
    Entropy::filled_by(|octets| getrandom::fill(octets)).map_err(EntropyError)
}

impl fmt::Display for EntropyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the operating system's random number generator failed")
    }
}

impl std::error::Error for EntropyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
