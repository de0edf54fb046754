//! The certificate revocation lists of a site.
use super::{authorities::Authorities, authority::Authority, crl::Crl, unusable::Unusable};
use alloc::vec::Vec;
use core::fmt;
use pki_types::{CertificateRevocationListDer, pem::PemObject};

/// The certificate revocation lists of a site. If there is any list, every certificate of a chain must be covered
/// by a current one. Without lists a certificate is valid until it expires.
#[derive(Default)]
pub struct Crls {
    pub(super) all: Vec<Crl>,
}

impl Crls {
    /// Creates an empty set: no certificate is ever revoked.
    pub const fn none() -> Self {
        Self { all: Vec::new() }
    }

    /// Returns whether one of the lists, whatever its date, is from this authority. If only other authorities have
    /// lists, the certificates of this one are rejected. If there are no lists at all, they are accepted until
    /// they expire.
    pub fn covers(&self, authority: &Authority) -> bool {
        self.all.iter().any(|crl| crl.signers.contains(&authority.fingerprint))
    }

    /// Creates the set from these lists in DER. Lists with an authority's name must be signed by that authority.
    /// Others can be from subordinate authorities and are verified with the chain.
    ///
    /// # Errors
    /// [`Unusable`] if a list cannot be used.
    pub fn new<'a>(
        lists: impl IntoIterator<Item = &'a [u8]>,
        authorities: &Authorities,
    ) -> Result<Self, Unusable> {
        let mut all: Vec<Crl> = Vec::new();
        for list in lists {
            let crl = Crl::read(list, authorities)?;
            if all
                .iter()
                .any(|other| other.list.issuer() == crl.list.issuer() && other.signers == crl.signers)
            {
                return Err(Unusable::TwoCrls);
            }
            all.push(crl);
        }
        Ok(Self { all })
    }

    /// Reads all lists of a PEM text.
    ///
    /// # Errors
    /// [`Unusable`] if there are none or one of them cannot be used.
    pub fn read_pem(pem: &[u8], authorities: &Authorities) -> Result<Self, Unusable> {
        let lists: Result<Vec<_>, _> = CertificateRevocationListDer::pem_slice_iter(pem).collect();
        let lists = lists.map_err(|_| Unusable::Nothing)?;
        if lists.is_empty() {
            return Err(Unusable::Nothing);
        }
        Self::new(lists.iter().map(AsRef::as_ref), authorities)
    }
}

impl fmt::Debug for Crls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crls({})", self.all.len())
    }
}
