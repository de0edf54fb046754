//! Controls of the method: a pair that differs, a pair that does not, and comparisons alone.
use super::sample::{Times, take};
use std::hint::black_box;
use subtle::ConstantTimeEq;
use tls_pubkey_auth::Fingerprint;

/// Returns 32 octets that differ from the right ones in the first or in the last. All octets are written in the
/// same way, so that none is more recent in the processor's store buffer.
fn wrong(kind: usize, right: [u8; 32]) -> [u8; 32] {
    let at = black_box([0, 31][kind]);
    black_box(std::array::from_fn(|place| right[place] ^ u8::from(place == at)))
}

#[inline(never)]
fn ends_early(one: &[u8; 32], other: &[u8; 32]) -> bool {
    // Octet by octet, like careless code; the compiler must not widen it.
    one.iter().zip(other).all(|(one, other)| black_box(*one) == *other)
}

pub fn early_exit(samples: usize) -> Times {
    let right: [u8; 32] = rand::random();
    take(samples, |kind| wrong(kind, right), |input| ends_early(black_box(&right), &input))
}

pub fn nothing(samples: usize) -> Times {
    let right: [u8; 32] = rand::random();
    take(samples, |_| wrong(0, right), |input| ends_early(black_box(&right), &input))
}

pub fn constant_time(samples: usize) -> Times {
    let right: [u8; 32] = rand::random();
    take(samples, |kind| wrong(kind, right), |input| bool::from(black_box(&right).ct_eq(&input)))
}

pub fn fingerprint(samples: usize) -> Times {
    let octets: [u8; 32] = rand::random();
    let right = Fingerprint::from_octets(octets);
    take(samples, |kind| Fingerprint::from_octets(wrong(kind, octets)), |input| *black_box(&right) == input)
}
