//! The certificate authorities of a site.
use super::{authority::Authority, unusable::Unusable};
use alloc::vec::Vec;
use core::fmt;
use pki_types::SignatureVerificationAlgorithm;

/// The maximum number of authorities of a site.
pub const MAX_AUTHORITIES: usize = 32;

/// The accepted certificate authorities and their permitted signature algorithms.
#[derive(Clone)]
pub struct Authorities {
    pub(super) algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
    pub(super) all: Vec<Authority>,
}

impl Authorities {
    /// Creates the set with the algorithms of a provider; for rustls' providers that is
    /// `provider.signature_verification_algorithms.all`.
    ///
    /// # Errors
    /// [`Unusable`] if the set is empty, too large, or contains an authority twice, even with different domains.
    pub fn new(
        algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
        authorities: impl IntoIterator<Item = Authority>,
    ) -> Result<Self, Unusable> {
        let all: Vec<_> = authorities.into_iter().take(MAX_AUTHORITIES.saturating_add(1)).collect();
        let is_twice =
            |(at, one): (usize, &Authority)| all.iter().skip(at.saturating_add(1)).any(|other| other.is(one));
        match all.len() {
            0 => Err(Unusable::Nothing),
            1..=MAX_AUTHORITIES if !all.iter().enumerate().any(is_twice) => Ok(Self { algorithms, all }),
            _ => Err(Unusable::TooMany),
        }
    }

    /// Returns an iterator over the authorities.
    pub fn iter(&self) -> impl Iterator<Item = &Authority> {
        self.all.iter()
    }
}

impl Authority {
    /// Returns whether both have the same key and the same name.
    fn is(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint && self.anchor.subject == other.anchor.subject
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authorities").field(&self.all).finish()
    }
}
