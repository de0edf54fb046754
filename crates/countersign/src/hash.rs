//! The hash functions of the SCRAM mechanisms.
use core::fmt;
use sasl_scram::Hash as _;

/// A hash function of a SCRAM mechanism.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScramHash {
    /// SCRAM-SHA-1 (RFC 5802).
    #[cfg(feature = "scram-sha-1")]
    Sha1,
    /// SCRAM-SHA-256 (RFC 7677).
    Sha256,
    /// SCRAM-SHA-512 (draft-melnikov-scram-sha-512).
    #[cfg(feature = "scram-sha-512")]
    Sha512,
    /// SCRAM-SHA3-512 (draft-melnikov-scram-sha3-512).
    #[cfg(feature = "scram-sha3-512")]
    Sha3_512,
}

impl ScramHash {
    /// All hashes of this build, strongest first.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "scram-sha-512")]
        Self::Sha512,
        #[cfg(feature = "scram-sha3-512")]
        Self::Sha3_512,
        Self::Sha256,
        #[cfg(feature = "scram-sha-1")]
        Self::Sha1,
    ];

    /// Returns the name of the mechanism without `-PLUS`, which is also the prefix of its records.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "scram-sha-1")]
            Self::Sha1 => sasl_scram::Sha1::NAME,
            Self::Sha256 => sasl_scram::Sha256::NAME,
            #[cfg(feature = "scram-sha-512")]
            Self::Sha512 => sasl_scram::Sha512::NAME,
            #[cfg(feature = "scram-sha3-512")]
            Self::Sha3_512 => sasl_scram::Sha3_512::NAME,
        }
    }

    /// Returns the hash of a mechanism by the mechanism's name without `-PLUS`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|hash| hash.name() == name)
    }

    /// Returns the rank for the choice of the record that checks plaintext passwords: the lower, the cheaper on
    /// current processors.
    pub(crate) fn price(self) -> u8 {
        match self {
            Self::Sha256 => 0,
            #[cfg(feature = "scram-sha-1")]
            Self::Sha1 => 1,
            #[cfg(feature = "scram-sha-512")]
            Self::Sha512 => 2,
            #[cfg(feature = "scram-sha3-512")]
            Self::Sha3_512 => 3,
        }
    }
}

impl fmt::Display for ScramHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
