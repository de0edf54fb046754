//! The reasons why an authority or a revocation list cannot be used.
use core::fmt;

/// The error for a file of the site that cannot be used. Report it when the server starts.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unusable {
    /// The file is empty or not PEM.
    Nothing,
    /// It is not a certificate of version 3 in DER.
    NotACertificate,
    /// The certificate is not that of an authority: its basic constraints must say so, and its key must be for
    /// signing certificates.
    NotAnAuthority,
    /// It has name constraints. No code enforces them for the names that are read here; use
    /// [`Authority::only_for`](super::Authority::only_for) in their place.
    NameConstraints,
    /// An authority occurs twice, or there are more than [`MAX_AUTHORITIES`](super::MAX_AUTHORITIES).
    TooMany,
    /// It is not a complete revocation list of version 2 with a next update.
    NotACrl,
    /// The list has the name of an authority that has not signed it.
    ForeignCrl,
    /// Two lists are from the same authority; the result would depend on their order.
    TwoCrls,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "the PEM text contains no block of the expected kind",
            Self::NotACertificate => "not an X.509 certificate of version 3",
            Self::NotAnAuthority => {
                "the certificate is not an authority's (basicConstraints CA:TRUE, keyCertSign)"
            }
            Self::NameConstraints => {
                "an authority with name constraints is not supported; restrict its domains instead"
            }
            Self::TooMany => "too many authorities, or a duplicate",
            Self::NotACrl => "not a complete revocation list of version 2 with a next update",
            Self::ForeignCrl => "the revocation list has an authority's name and is not signed by it",
            Self::TwoCrls => "two revocation lists of the same authority; use only the latest",
        })
    }
}

impl core::error::Error for Unusable {}
