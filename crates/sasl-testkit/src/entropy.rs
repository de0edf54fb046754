//! Reproducible randomness.
use sasl_core::Entropy;

/// Returns 32 octets of this value. Exchanges with equal numbers have equal nonces, others have different ones.
pub fn entropy(n: u8) -> Entropy {
    Entropy::new([n; 32])
}
