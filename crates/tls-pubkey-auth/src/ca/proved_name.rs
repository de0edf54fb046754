//! A certified name whose certificate's key was proved.
use super::{
    authorities::Authorities, crls::Crls, identify::identify, refused::NotIdentified, source::NameSource,
};
use crate::{identity::CertifiedName, proved_chain::ProvedChain};
use alloc::vec::Vec;
use pki_types::CertificateDer;

/// The name of a connection's client: an authority has certified it, and the client has the certificate's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedName(CertifiedName);

impl ProvedName {
    /// The name, and who has given it.
    pub const fn certified(&self) -> &CertifiedName {
        &self.0
    }
}

impl ProvedChain {
    /// [`identify`], of a client that has proved its key. At this time in seconds since 1970; on every connection.
    ///
    /// # Errors
    /// [`NotIdentified`], for the log alone.
    pub fn identify(
        &self,
        authorities: &Authorities,
        crls: &Crls,
        now: u64,
        source: NameSource,
    ) -> Result<ProvedName, NotIdentified> {
        let chain: Vec<CertificateDer<'_>> = self.certificates().map(CertificateDer::from).collect();
        identify(&chain, authorities, crls, now, source).map(ProvedName)
    }
}
