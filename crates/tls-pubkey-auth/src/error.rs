//! The reasons why a key is rejected, and the remedies.
use core::fmt;

/// The error for a certificate or a public key that cannot be used to log in.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyError {
    /// The input is not an X.509 certificate in DER.
    NotACertificate,
    /// The input is not a `SubjectPublicKeyInfo` in DER.
    NotAPublicKey,
    /// The input exceeds the maximum length.
    TooLong,
    /// The key is not Ed25519, ECDSA on P-256, P-384 or P-521, or RSA.
    Unsupported,
    /// The encoding of the key is not the canonical one (a compressed point, RSA parameters omitted, ..). A key
    /// must not have two fingerprints.
    NotCanonical,
    /// The RSA key has less than 2048 or more than 8192 bits.
    RsaSize,
    /// Signatures for the key can be made without a private key: an Ed25519 point of small order, an RSA exponent
    /// of 1.
    Weak,
    /// The TLS library cannot verify signatures of this kind of key, so possession cannot be proved.
    NotVerifiable,
    /// The input is a private key; a certificate or a public key is needed.
    PrivateKey,
    /// The PEM text is malformed, or contains neither a certificate nor a public key.
    Pem,
}

impl KeyError {
    /// Returns a short, stable label for logs and metrics.
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
            Self::Unsupported => "unsupported kind of key: use Ed25519, ECDSA P-256 or P-384, or RSA",
            Self::NotCanonical => "the key is not in canonical form; create a new certificate for it",
            Self::RsaSize => "RSA keys must have 2048 to 8192 bits",
            Self::Weak => "the key is weak: signatures can be made without the private key",
            Self::NotVerifiable => {
                "the TLS library cannot verify keys of this kind: use Ed25519, ECDSA P-256 or P-384, or RSA"
            }
            Self::PrivateKey => "this is a private key; use the certificate or the public key",
            Self::Pem => "no certificate and no public key in this PEM text",
        })
    }
}

impl core::error::Error for KeyError {}
