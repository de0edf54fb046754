//! Why a chain names nobody.
use core::fmt;

/// Why a chain names nobody. The client is told nothing of it; [`NotIdentified::label`] is for the log.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotIdentified {
    /// There is no certificate.
    NoCertificate,
    /// There are too many, or they are too long.
    TooLong,
    /// One that counts cannot be read, or is of a version or has a critical extension that is not known.
    Malformed,
    /// None of the authorities has signed it.
    UnknownAuthority,
    /// A signature is wrong, or of an algorithm that is not trusted.
    Signature,
    /// The client's certificate, or one between it and the authority's, is not valid yet.
    NotYet,
    /// It is not valid any more.
    Expired,
    /// The authority's own certificate is not valid now.
    AuthorityExpired,
    /// The authority has taken it back.
    Revoked,
    /// There are revocation lists, and none of them is of the one who has signed it.
    RevocationUnknown,
    /// The revocation list is older than it may be: whoever was revoked since would get in.
    CrlExpired,
    /// The revocation list is not signed by who it should be.
    CrlSignature,
    /// It is not for clients that log in: a server's certificate, or a key that is not for signatures.
    WrongUsage,
    /// It is an authority's certificate.
    Authority,
    /// The chain is not one that these authorities allow: too deep, or with constraints that say nothing of the names
    /// that are read here.
    Constraint,
    /// There is no name in the place that is looked at.
    NoName,
    /// There is more than one.
    SeveralNames,
    /// The name is in a type of string that programs read in different ways.
    NameType,
    /// The name has control characters in it, or blanks at its ends.
    NameCharacters,
    /// The name should be an address and is none.
    NotAnAddress,
    /// The address is of a domain that this authority does not speak for.
    ForeignDomain,
}

impl NotIdentified {
    /// A word for logs and metrics.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoCertificate => "no-certificate",
            Self::TooLong => "chain-too-long",
            Self::Malformed => "malformed",
            Self::UnknownAuthority => "unknown-authority",
            Self::Signature => "bad-signature",
            Self::NotYet => "not-yet-valid",
            Self::Expired => "expired",
            Self::AuthorityExpired => "authority-expired",
            Self::Revoked => "revoked",
            Self::RevocationUnknown => "revocation-unknown",
            Self::CrlExpired => "crl-expired",
            Self::CrlSignature => "crl-signature",
            Self::WrongUsage => "wrong-usage",
            Self::Authority => "authority",
            Self::Constraint => "constraint",
            Self::NoName => "no-name",
            Self::SeveralNames => "several-names",
            Self::NameType => "name-type",
            Self::NameCharacters => "name-characters",
            Self::NotAnAddress => "not-an-address",
            Self::ForeignDomain => "foreign-domain",
        }
    }
}

impl fmt::Display for NotIdentified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoCertificate => "there is no certificate",
            Self::TooLong => "the certificates are too many or too long",
            Self::Malformed => "a certificate cannot be read",
            Self::UnknownAuthority => "no accepted authority has signed the certificate",
            Self::Signature => "a signature is wrong, or of an algorithm that is not trusted",
            Self::NotYet => "a certificate is not valid yet",
            Self::Expired => "a certificate has expired",
            Self::AuthorityExpired => "the authority's own certificate is not valid now",
            Self::Revoked => "the certificate has been revoked",
            Self::RevocationUnknown => {
                "there is no revocation list of the one who has signed the certificate"
            }
            Self::CrlExpired => "the revocation list has expired",
            Self::CrlSignature => "the revocation list is not the authority's",
            Self::WrongUsage => "the certificate is not for clients",
            Self::Authority => "an authority's certificate is not a client's",
            Self::Constraint => "the authorities do not allow this chain",
            Self::NoName => "the certificate has no name of the kind that is looked for",
            Self::SeveralNames => "the certificate has several names of the kind that is looked for",
            Self::NameType => "the name is in a type of string that is not taken",
            Self::NameCharacters => "the name has control characters, or blanks at its ends",
            Self::NotAnAddress => "the name is not an address",
            Self::ForeignDomain => "the authority does not speak for the domain of the address",
        })
    }
}

impl core::error::Error for NotIdentified {}

impl NotIdentified {
    /// Not `From`: webpki is how it is done here, and none of what is promised.
    #[expect(deprecated, reason = "webpki may still return them")]
    pub(super) fn of(error: webpki::Error) -> Self {
        use webpki::Error;
        match error {
            Error::UnknownIssuer | Error::CertDistrusted => Self::UnknownAuthority,
            Error::CertNotValidYet { .. } => Self::NotYet,
            Error::CertExpired { .. } => Self::Expired,
            Error::CertRevoked => Self::Revoked,
            Error::UnknownRevocationStatus => Self::RevocationUnknown,
            Error::CrlExpired { .. } => Self::CrlExpired,
            Error::IssuerNotCrlSigner
            | Error::InvalidCrlSignatureForPublicKey
            | Error::UnsupportedCrlSignatureAlgorithm
            | Error::UnsupportedCrlSignatureAlgorithmContext(_)
            | Error::UnsupportedCrlSignatureAlgorithmForPublicKey
            | Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(_) => Self::CrlSignature,
            Error::RequiredEkuNotFound | Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => {
                Self::WrongUsage
            }
            Error::CaUsedAsEndEntity => Self::Authority,
            Error::EndEntityUsedAsCa
            | Error::NameConstraintViolation
            | Error::MalformedNameConstraint
            | Error::PathLenConstraintViolated
            | Error::MaximumNameConstraintComparisonsExceeded
            | Error::MaximumPathBuildCallsExceeded
            | Error::MaximumPathDepthExceeded
            | Error::MaximumSignatureChecksExceeded => Self::Constraint,
            Error::InvalidSignatureForPublicKey
            | Error::SignatureAlgorithmMismatch
            | Error::UnsupportedSignatureAlgorithm
            | Error::UnsupportedSignatureAlgorithmContext(_)
            | Error::UnsupportedSignatureAlgorithmForPublicKey
            | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Self::Signature,
            _ => Self::Malformed,
        }
    }
}
