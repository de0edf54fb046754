//! A site: its authorities and lists, and what it makes of a chain.
use crate::{draft::Draft, issuer::Issuer};
use rustls::{
    crypto::ring,
    pki_types::{CertificateDer, SignatureVerificationAlgorithm},
};
use tls_pubkey_auth::{
    CertifiedName,
    ca::{Authorities, Authority, Crls, NameSource, NotIdentified, identify},
};

/// In January 2027.
pub(crate) const NOW: u64 = 1_800_000_000;
pub(crate) const LATER: &str = "20301231235959Z";

pub(crate) fn algorithms() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    ring::default_provider().signature_verification_algorithms.all
}

pub(crate) struct Site {
    pub(crate) authorities: Authorities,
    pub(crate) crls: Crls,
    pub(crate) source: NameSource,
}

impl Site {
    /// With these authorities, no lists, and names in `emailAddress`.
    pub(crate) fn of(issuers: &[&Issuer]) -> Self {
        Self::with(issuers.iter().map(|issuer| issuer.authority()))
    }

    pub(crate) fn with(authorities: impl IntoIterator<Item = Authority>) -> Self {
        let authorities = Authorities::new(algorithms(), authorities).unwrap();
        Self { authorities, crls: Crls::none(), source: NameSource::Email }
    }

    pub(crate) fn reading(self, source: NameSource) -> Self {
        Self { source, ..self }
    }

    pub(crate) fn with_crls(self, lists: &[Vec<u8>]) -> Self {
        let crls = Crls::new(lists.iter().map(Vec::as_slice), &self.authorities).unwrap();
        Self { crls, ..self }
    }

    pub(crate) fn sees(&self, chain: &[CertificateDer<'_>]) -> Result<CertifiedName, NotIdentified> {
        identify(chain, &self.authorities, &self.crls, NOW, self.source)
    }

    /// The name, or why there is none.
    pub(crate) fn name(&self, chain: &[CertificateDer<'_>]) -> Result<String, NotIdentified> {
        self.sees(chain).map(|certified| certified.name().to_owned())
    }
}

/// What a site that reads this source makes of a draft that its one authority has signed.
pub(crate) fn read(source: NameSource, draft: &Draft) -> Result<String, NotIdentified> {
    let root = Issuer::root("Example CA");
    Site::of(&[&root]).reading(source).name(&[draft.signed_by(&root)])
}
