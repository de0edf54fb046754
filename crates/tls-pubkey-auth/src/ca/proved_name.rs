//! A certified name of a client that has proved possession of the key.
use super::{
    authorities::Authorities, crls::Crls, identify::identify, refused::NotIdentified, source::NameSource,
};
use crate::{identity::CertifiedName, proved_chain::ProvedChain};
use alloc::vec::Vec;
use pki_types::CertificateDer;

/// The name of a connection's client. An authority has certified it, and the client has proved possession of the
/// certificate's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedName(CertifiedName);

impl ProvedName {
    /// Returns the name and its authority.
    pub const fn certified(&self) -> &CertifiedName {
        &self.0
    }
}

impl ProvedChain {
    /// Returns the name of a client that has proved its key, as [`identify`] does, at this time in seconds since
    /// 1970. Call it on every connection.
    ///
    /// # Errors
    /// [`NotIdentified`], for the log only.
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
