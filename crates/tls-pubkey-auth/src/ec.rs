//! Points of the NIST curves (SEC 1 section 2.3.3): uncompressed, with coordinates in the field.
use crate::error::KeyError;

/// The prime of the field, most significant octet first.
pub(crate) struct Curve<const N: usize>([u8; N]);

pub(crate) const P256: Curve<32> = Curve([
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
]);

pub(crate) const P384: Curve<48> = {
    let mut p = [0xff; 48];
    // 2^384 - 2^128 - 2^96 + 2^32 - 1
    p[31] = 0xfe;
    p[36] = 0;
    p[37] = 0;
    p[38] = 0;
    p[39] = 0;
    p[40] = 0;
    p[41] = 0;
    p[42] = 0;
    p[43] = 0;
    Curve(p)
};

pub(crate) const P521: Curve<66> = {
    let mut p = [0xff; 66];
    p[0] = 0x01;
    p[1] = 0xff;
    Curve(p)
};

/// Checks the encoding. The provider checks that the point is on the curve; with a point that is not, no signature
/// can be verified.
pub(crate) fn check<const N: usize>(key: &[u8], curve: &Curve<N>) -> Result<(), KeyError> {
    let coordinates = match key.split_first() {
        Some((0x04, coordinates)) => coordinates,
        // A compressed or hybrid point: a second encoding of the same key.
        Some((0x02 | 0x03 | 0x06 | 0x07, _)) => return Err(KeyError::NotCanonical),
        _ => return Err(KeyError::NotAPublicKey),
    };
    let (x, y) = coordinates.split_at_checked(N).ok_or(KeyError::NotAPublicKey)?;
    if y.len() != N {
        return Err(KeyError::NotAPublicKey);
    }
    if x < curve.0.as_slice() && y < curve.0.as_slice() { Ok(()) } else { Err(KeyError::NotCanonical) }
}
