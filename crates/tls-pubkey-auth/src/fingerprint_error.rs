//! Why a text is not a fingerprint.
use core::fmt;

/// Why a text is not the fingerprint of a key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FingerprintError {
    /// The hash of a whole certificate (`openssl x509 -fingerprint`).
    CertificateHash,
    /// A fingerprint of ssh, or an ssh key: its hash is that of another encoding.
    Ssh,
    /// A hash by MD5 or SHA-1.
    OtherHash,
    /// Base64 with bits behind its end, or of two alphabets: a second spelling.
    NotCanonical,
    /// Nothing of the kind.
    Malformed,
}

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CertificateHash => {
                "this is the fingerprint of a certificate; what counts is the fingerprint of its public key"
            }
            Self::Ssh => "this is an ssh fingerprint or key; ssh hashes another encoding of the key",
            Self::OtherHash => "not a SHA-256 fingerprint",
            Self::NotCanonical => "not a canonical spelling of a fingerprint",
            Self::Malformed => {
                "not a fingerprint: give 43 characters of base64url or 64 hexadecimal digits, SHA-256 of the public key"
            }
        })
    }
}

impl core::error::Error for FingerprintError {}
