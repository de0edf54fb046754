//! Ed25519 keys (RFC 8032 section 5.1.5): canonical, and of large order.
//!
//! For a key of small order, signatures can be made without a private key, so any client could log in with it.
//! Verifiers that check only the equation accept such signatures.
use crate::error::KeyError;

/// 2^255 - 19, in the order of the encoding.
const P: [u8; 32] = {
    let mut p = [0xff; 32];
    p[0] = 0xed;
    p[31] = 0x7f;
    p
};

/// The y coordinates of the points of order 1, 2, 4 and 8. Their x coordinates can have either sign.
const SMALL_ORDER: [[u8; 32]; 5] = [
    {
        let mut one = [0; 32];
        one[0] = 1;
        one
    },
    {
        let mut minus_one = P;
        minus_one[0] = 0xec;
        minus_one
    },
    [0; 32],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

pub(crate) fn check(key: &[u8]) -> Result<(), KeyError> {
    let mut y: [u8; 32] = key.try_into().map_err(|_| KeyError::NotAPublicKey)?;
    if let Some(last) = y.last_mut() {
        *last &= 0x7f;
    }
    if SMALL_ORDER.contains(&y) {
        return Err(KeyError::Weak);
    }
    // Compared from the last octet, the most significant one: y must be less than p. A value of at least p and
    // less than 2^255 is a second encoding, and two of the nineteen are also points of small order.
    if y.iter().rev().cmp(P.iter().rev()).is_lt() { Ok(()) } else { Err(KeyError::NotCanonical) }
}
