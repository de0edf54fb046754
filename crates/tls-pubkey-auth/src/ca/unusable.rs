//! Why an authority or a revocation list cannot be used.
use core::fmt;

/// Why a site's own files cannot be used. To be told when the server starts.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unusable {
    /// There is nothing in the file, or it is not in PEM.
    Nothing,
    /// It is not a certificate of version 3 in DER.
    NotACertificate,
    /// The certificate is not an authority's: its basic constraints have to say so, and its key has to be for signing
    /// certificates.
    NotAnAuthority,
    /// It has name constraints. They would have to hold for the names that are read here, and nothing makes sure of it;
    /// [`Authority::only_for`](super::Authority::only_for) does.
    NameConstraints,
    /// The same authority stands there twice, or there are more than [`MAX_AUTHORITIES`](super::MAX_AUTHORITIES).
    TooMany,
    /// It is not a revocation list of version 2 that is complete and has a date of its next issue.
    NotACrl,
    /// The list carries the name of an authority that has not signed it.
    ForeignCrl,
    /// There are two of the same authority: which of them counts must not be a matter of order.
    TwoCrls,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "there is nothing of the kind in this PEM text",
            Self::NotACertificate => "not an X.509 certificate of version 3",
            Self::NotAnAuthority => {
                "the certificate is not an authority's (basicConstraints CA:TRUE, keyCertSign)"
            }
            Self::NameConstraints => {
                "an authority with name constraints cannot be used; limit its domains instead"
            }
            Self::TooMany => "too many authorities, or one of them twice",
            Self::NotACrl => {
                "not a revocation list that can be used: version 2, complete, with a next update"
            }
            Self::ForeignCrl => "the revocation list has an authority's name and is not signed by it",
            Self::TwoCrls => "two revocation lists of the same authority; give the latest alone",
        })
    }
}

impl core::error::Error for Unusable {}
