//! Why a key is not taken, and what to do about it.
use core::fmt;

/// Why a certificate or a public key cannot be used to log in.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyError {
    /// It is not an X.509 certificate in DER.
    NotACertificate,
    /// It is not a `SubjectPublicKeyInfo` in DER.
    NotAPublicKey,
    /// It is longer than is read.
    TooLong,
    /// The key is of another kind than Ed25519, ECDSA on P-256, P-384 or P-521, or RSA.
    Unsupported,
    /// A spelling of a key that also has a canonical one (a compressed point, RSA parameters left out, ..). One key
    /// must not have two fingerprints.
    NotCanonical,
    /// An RSA key of less than 2048 or more than 8192 bits.
    RsaSize,
    /// A key for which signatures can be made without a private key: an Ed25519 point of small order, an RSA
    /// exponent of 1.
    Weak,
    /// The TLS library verifies no signatures of this kind of key, so that possession of it cannot be proved.
    NotVerifiable,
    /// It is a private key: what is wanted is the certificate or the public key that belongs to it.
    PrivateKey,
    /// PEM that cannot be read, or that holds neither a certificate nor a public key.
    Pem,
}

impl KeyError {
    /// A short, stable name for logs and metrics.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotACertificate => "not-a-certificate",
            Self::NotAPublicKey => "not-a-public-key",
            Self::TooLong => "too-long",
            Self::Unsupported => "unsupported",
            Self::NotCanonical => "not-canonical",
            Self::RsaSize => "rsa-size",
            Self::Weak => "weak",
            Self::NotVerifiable => "not-verifiable",
            Self::PrivateKey => "private-key",
            Self::Pem => "pem",
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotACertificate => "not an X.509 certificate",
            Self::NotAPublicKey => "not a public key (SubjectPublicKeyInfo)",
            Self::TooLong => "the certificate is too long",
            Self::Unsupported => {
                "not a kind of key that can log in: use Ed25519, ECDSA P-256 or P-384, or RSA"
            }
            Self::NotCanonical => "the key is not in its canonical form; make a new certificate for it",
            Self::RsaSize => "RSA keys must have 2048 to 8192 bits",
            Self::Weak => "signatures of this key can be made by anybody",
            Self::NotVerifiable => {
                "the TLS library cannot verify keys of this kind: use Ed25519, ECDSA P-256 or P-384, or RSA"
            }
            Self::PrivateKey => "this is a private key; give the certificate or the public key",
            Self::Pem => "no certificate and no public key in this PEM text",
        })
    }
}

impl core::error::Error for KeyError {}
