//! Randomness that is the same every time.
use sasl_core::Entropy;

/// 32 octets of this value. Two exchanges of one number have the same nonces, two of different numbers have not.
pub fn entropy(n: u8) -> Entropy {
    Entropy::new([n; 32])
}
