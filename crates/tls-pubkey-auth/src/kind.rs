//! The kinds of keys that can log in, each in its canonical form.
use crate::{ec, ed25519, error::KeyError, rsa};
use core::fmt;

/// The kind of a public key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Ed25519 (RFC 8410).
    Ed25519,
    /// ECDSA on P-256 (RFC 5480).
    EcdsaP256,
    /// ECDSA on P-384 (RFC 5480).
    EcdsaP384,
    /// ECDSA on P-521 (RFC 5480), which not every cryptography provider supports.
    EcdsaP521,
    /// RSA (RFC 3279), with its size in bits.
    Rsa(u16),
}

/// The contents of the `AlgorithmIdentifier`, octet for octet.
const ED25519: &[u8] = b"\x06\x03\x2b\x65\x70";
const P256: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
const P384: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22";
const P521: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23";
const RSA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

/// The same algorithms with other parameters: a second encoding of a key, or a key of another kind.
const OTHERWISE: [(&[u8], KeyError); 3] = [
    (b"\x06\x03\x2b\x65\x70", KeyError::NotCanonical),
    (b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", KeyError::NotCanonical),
    // id-ecPublicKey with parameters that are not a named curve (30: explicit, 05: inherited).
    (b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x30", KeyError::NotCanonical),
];

impl KeyKind {
    /// Returns the kind of a key after checking that it is supported, canonical and not weak.
    pub(crate) fn of(algorithm: &[u8], key: &[u8]) -> Result<Self, KeyError> {
        match algorithm {
            ED25519 => ed25519::check(key).map(|()| Self::Ed25519),
            P256 => ec::check(key, &ec::P256).map(|()| Self::EcdsaP256),
            P384 => ec::check(key, &ec::P384).map(|()| Self::EcdsaP384),
            P521 => ec::check(key, &ec::P521).map(|()| Self::EcdsaP521),
            RSA => rsa::check(key).map(Self::Rsa),
            other => {
                let known = OTHERWISE.iter().find(|(start, _)| other.starts_with(start));
                Err(known.map_or(KeyError::Unsupported, |(_, error)| *error))
            }
        }
    }
}

/// Writes the kind as mox does: `ed25519`, `ecdsa-p256`, `rsa-2048`.
impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ed25519 => f.pad("ed25519"),
            Self::EcdsaP256 => f.pad("ecdsa-p256"),
            Self::EcdsaP384 => f.pad("ecdsa-p384"),
            Self::EcdsaP521 => f.pad("ecdsa-p521"),
            Self::Rsa(bits) => write!(f, "rsa-{bits}"),
        }
    }
}
