//! The reasons why a chain yields no name.
use core::fmt;

/// The reason why a chain yields no name. The client does not get it; [`NotIdentified::label`] is for the log.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotIdentified {
    /// The client sent no certificate.
    NoCertificate,
    /// There are too many certificates, or they are too long.
    TooLong,
    /// A certificate is malformed, of an unknown version, or has an unknown critical extension.
    Malformed,
    /// No accepted authority has signed it.
    UnknownAuthority,
    /// A signature is invalid, or its algorithm is not accepted.
    Signature,
    /// The client's certificate or an intermediate certificate is not yet valid.
    NotYet,
    /// The client's certificate or an intermediate certificate has expired.
    Expired,
    /// The authority's own certificate is not valid now.
    AuthorityExpired,
    /// The authority has revoked a certificate.
    Revoked,
    /// There are revocation lists, but none from the issuer.
    RevocationUnknown,
    /// The revocation list is out of date: certificates that were revoked since would be accepted.
    CrlExpired,
    /// The revocation list is not signed by the issuer.
    CrlSignature,
    /// The certificate is not for client authentication: it is a server's, or its key is not for signatures.
    WrongUsage,
    /// It is the certificate of an authority.
    Authority,
    /// The authorities do not allow this chain: it is too deep, or has constraints that do not cover the names
    /// that are read here.
    Constraint,
    /// The selected field has no name.
    NoName,
    /// The selected field has several names.
    SeveralNames,
    /// The string type of the name is ambiguous.
    NameType,
    /// The name contains control characters, or begins or ends with a blank.
    NameCharacters,
    /// The name must be an email address and is not.
    NotAnAddress,
    /// The authority is not accepted for the domain of the address.
    ForeignDomain,
}

impl NotIdentified {
    /// Returns a stable label for logs and metrics.
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
            Self::Signature => "a signature is invalid, or its algorithm is not accepted",
            Self::NotYet => "a certificate is not valid yet",
            Self::Expired => "a certificate has expired",
            Self::AuthorityExpired => "the authority's own certificate is not valid now",
            Self::Revoked => "the certificate has been revoked",
            Self::RevocationUnknown => "there is no revocation list from the issuer of the certificate",
            Self::CrlExpired => "the revocation list has expired",
            Self::CrlSignature => "the revocation list is not signed by the issuer",
            Self::WrongUsage => "the certificate is not for client authentication",
            Self::Authority => "the certificate is that of an authority, not of a client",
            Self::Constraint => "the authorities do not allow this chain",
            Self::NoName => "the certificate has no name in the selected field",
            Self::SeveralNames => "the certificate has several names in the selected field",
            Self::NameType => "the string type of the name is not supported",
            Self::NameCharacters => "the name contains control characters, or begins or ends with a blank",
            Self::NotAnAddress => "the name is not an address",
            Self::ForeignDomain => "the authority is not accepted for the domain of the address",
        })
    }
}

impl core::error::Error for NotIdentified {}

impl NotIdentified {
    /// Converts an error of webpki. It is not `From`, because the use of webpki is not part of the public interface.
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
