//! The revocation lists of a site.
use super::{authorities::Authorities, authority::Authority, crl::Crl, unusable::Unusable};
use alloc::vec::Vec;
use core::fmt;
use pki_types::{CertificateRevocationListDer, pem::PemObject};

/// What the authorities have taken back. With any list at all every certificate of a chain has to be covered by one that
/// is not out of date; without any, a certificate lasts until it expires.
#[derive(Default)]
pub struct Crls {
    pub(super) all: Vec<Crl>,
}

impl Crls {
    /// Nothing is ever taken back.
    pub const fn none() -> Self {
        Self { all: Vec::new() }
    }

    /// Whether one of the lists is of this authority, whatever its date. The certificates of an authority without a
    /// list are refused where there are lists of others, and accepted until they expire where there are none at all.
    pub fn covers(&self, authority: &Authority) -> bool {
        self.all.iter().any(|crl| crl.signers.contains(&authority.fingerprint))
    }

    /// These lists, in DER. Those that carry an authority's name have to be signed by it; others may be of
    /// authorities below it, and are verified with a chain.
    ///
    /// # Errors
    /// [`Unusable`]
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

    /// All the lists of a PEM text.
    ///
    /// # Errors
    /// [`Unusable`], if there is none or one of them cannot be used.
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
