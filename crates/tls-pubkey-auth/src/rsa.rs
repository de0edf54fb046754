//! RSA keys (RFC 8017 appendix A.1.1): `SEQUENCE { modulus INTEGER, publicExponent INTEGER }`
use crate::{
    der::{INTEGER, Reader, SEQUENCE},
    error::KeyError,
};

/// The permitted sizes of the modulus in bits. Smaller ones are weak, larger ones expensive; providers support no
/// others.
const BITS: core::ops::RangeInclusive<usize> = 2048..=8192;
/// The maximum size of the exponent in bits that providers support.
const MAX_EXPONENT: usize = 33;

/// Checks a key. Returns the size of the modulus in bits.
pub(crate) fn check(key: &[u8]) -> Result<u16, KeyError> {
    let (modulus, exponent) = integers(key).ok_or(KeyError::NotAPublicKey)?;
    let (modulus, exponent) = (positive(modulus)?, positive(exponent)?);
    let (bits, exponent_bits) = (bits(modulus), bits(exponent));
    if !BITS.contains(&bits) {
        return Err(KeyError::RsaSize);
    }
    let is_odd = |number: &[u8]| number.last().is_some_and(|octet| octet & 1 == 1);
    // With an exponent of 1 every message is its own signature.
    if exponent == [1] || !is_odd(exponent) || !is_odd(modulus) {
        return Err(KeyError::Weak);
    }
    if exponent_bits > MAX_EXPONENT {
        return Err(KeyError::Unsupported);
    }
    u16::try_from(bits).map_err(|_| KeyError::RsaSize)
}

fn integers(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut reader = Reader::new(Reader::only(key, SEQUENCE)?.value);
    let (modulus, exponent) = (reader.take(INTEGER)?.value, reader.take(INTEGER)?.value);
    reader.is_empty().then_some((modulus, exponent))
}

/// Returns a positive number without its sign octet, if it is in the shortest form.
fn positive(number: &[u8]) -> Result<&[u8], KeyError> {
    match number {
        [0, rest @ ..] if rest.first().is_some_and(|first| first & 0x80 != 0) => Ok(rest),
        [0, _, ..] => Err(KeyError::NotCanonical),
        [1..=0x7f, ..] => Ok(number),
        _ => Err(KeyError::NotAPublicKey),
    }
}

fn bits(number: &[u8]) -> usize {
    let zeros = number.first().map_or(0, |first| first.leading_zeros());
    number.len().saturating_mul(8).saturating_sub(usize::try_from(zeros).unwrap_or_default())
}
