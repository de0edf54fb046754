//! Composition of two code points.

use crate::hangul;
use crate::tables::composition::{FAR, NEAR, SALTS};

/// Returns the primary composite of `first` and `second`, if there is one.
pub(crate) fn compose(first: char, second: char) -> Option<char> {
    if hangul::is_second(second) {
        return hangul::compose(first, second);
    }
    let (first, second) = (u32::from(first), u32::from(second));
    if first > 0xFFFF || second > 0xFFFF {
        let place = FAR.binary_search_by_key(&(first, second), |&(a, b, _)| (a, b)).ok()?;
        return FAR.get(place).and_then(|&(_, _, composite)| char::from_u32(composite));
    }
    let salt = *SALTS.get(place(hash(first, second, 0), SALTS.len()))?;
    let found = *NEAR.get(place(hash(first, second, u32::from(salt)), NEAR.len()))?;
    let same = (u32::from(found.0), u32::from(found.1)) == (first, second);
    if same { char::from_u32(u32::from(found.2)) } else { None }
}

/// Hashes a pair. The generator of the table has the same function.
fn hash(first: u32, second: u32, salt: u32) -> u32 {
    (first ^ second.rotate_left(13) ^ salt.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B)
}

/// Returns the position of a hash in a table of this size.
fn place(hash: u32, size: usize) -> usize {
    (u64::from(hash).wrapping_mul(size as u64) >> 32) as usize
}
