//! The reasons why a text is not a fingerprint.
use core::fmt;

/// The error for a text that is not the fingerprint of a key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FingerprintError {
    /// The text is the hash of a whole certificate (`openssl x509 -fingerprint`).
    CertificateHash,
    /// The text is an ssh fingerprint or an ssh key, which hashes another encoding.
    Ssh,
    /// The text is an MD5 or SHA-1 hash.
    OtherHash,
    /// The base64 is not canonical: it has non-zero unused bits, or mixes two alphabets.
    NotCanonical,
    /// The text has no known format.
    Malformed,
}

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CertificateHash => {
                "this is the fingerprint of a certificate; the fingerprint of its public key is needed"
            }
            Self::Ssh => "this is an ssh fingerprint or key; ssh hashes another encoding of the key",
            Self::OtherHash => "not a SHA-256 fingerprint",
            Self::NotCanonical => "not the canonical form of a fingerprint",
            Self::Malformed => {
                "not a fingerprint: give 43 characters of base64url or 64 hexadecimal digits, SHA-256 of the public key"
            }
        })
    }
}

impl core::error::Error for FingerprintError {}
