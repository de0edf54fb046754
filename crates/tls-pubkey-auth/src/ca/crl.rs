//! A certificate revocation list (RFC 5280 section 5).
use super::{authorities::Authorities, unusable::Unusable};
use crate::{
    der::{self, BIT_STRING, Reader, SEQUENCE},
    fingerprint::Fingerprint,
};
use alloc::vec::Vec;
use webpki::{BorrowedCertRevocationList, CertRevocationList, OwnedCertRevocationList};

/// A revocation list and its signers.
pub(super) struct Crl {
    pub(super) list: CertRevocationList<'static>,
    /// The authorities that have signed it. Empty if its issuer is none of them but a subordinate authority.
    pub(super) signers: Vec<Fingerprint>,
}

impl Crl {
    pub(super) fn read(crl: &[u8], authorities: &Authorities) -> Result<Self, Unusable> {
        let list = BorrowedCertRevocationList::from_der(crl).map_err(|_| Unusable::NotACrl)?;
        let list: OwnedCertRevocationList = list.to_owned().map_err(|_| Unusable::NotACrl)?;
        let list = CertRevocationList::from(list);
        let named = || authorities.all.iter().filter(|own| own.anchor.subject.as_ref() == list.issuer());
        let is_signer = |key: &[u8]| is_signed_by(crl, key, authorities).unwrap_or_default();
        let signers: Vec<_> = named()
            .filter(|own| is_signer(own.anchor.subject_public_key_info.as_ref()))
            .map(|own| own.fingerprint)
            .collect();
        if signers.is_empty() && named().next().is_some() {
            return Err(Unusable::ForeignCrl);
        }
        Ok(Self { list, signers })
    }

    /// Returns whether the list is used for chains that end at this authority.
    pub(super) fn is_for(&self, authority: Fingerprint) -> bool {
        self.signers.is_empty() || self.signers.contains(&authority)
    }
}

/// `CertificateList ::= SEQUENCE { tbsCertList SEQUENCE, signatureAlgorithm SEQUENCE, signature BIT STRING }`:
/// returns whether it is signed with this key, given as the contents of a `SubjectPublicKeyInfo`.
///
/// Two authorities can have the same name. webpki uses the first list with a name, and would therefore reject one
/// of the two.
fn is_signed_by(crl: &[u8], key: &[u8], authorities: &Authorities) -> Option<bool> {
    let mut list = Reader::new(Reader::only(crl, SEQUENCE)?.value);
    let signed = list.take(SEQUENCE)?.whole;
    let algorithm = list.take(SEQUENCE)?.value;
    let signature = der::octets_of(list.take(BIT_STRING)?)?;
    let mut key = Reader::new(key);
    let key_algorithm = key.take(SEQUENCE)?.value;
    let key = der::octets_of(key.take(BIT_STRING)?)?;
    Some(authorities.algorithms.iter().any(|own| {
        own.signature_alg_id().as_ref() == algorithm
            && own.public_key_alg_id().as_ref() == key_algorithm
            && own.verify_signature(key, signed, signature).is_ok()
    }))
}
