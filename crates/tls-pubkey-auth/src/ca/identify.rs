//! Whom a chain names.
use super::{
    authorities::Authorities,
    chain::{Verified, verify},
    crls::Crls,
    name,
    refused::NotIdentified,
    source::NameSource,
};
use crate::identity::CertifiedName;
use pki_types::CertificateDer;

/// Whom a chain names, leaf first, by what these authorities have signed, at this time in seconds since 1970.
///
/// This says nothing of who has sent the chain: a certificate is public. A server asks the same of a connection's
/// [`ProvedChain`](crate::ProvedChain), whose key the client has proved.
///
/// Ask it on every connection, resumed ones too: certificates are revoked and expire while sessions last. For a session
/// that goes on, ask it again when the lists or the authorities change, and when one of the certificates or lists
/// expires; end the session if the answer is another one.
///
/// # Errors
/// [`NotIdentified`], for the log alone. Such a connection goes on as if there were no certificate.
pub fn identify(
    chain: &[CertificateDer<'_>],
    authorities: &Authorities,
    crls: &Crls,
    now: u64,
    source: NameSource,
) -> Result<CertifiedName, NotIdentified> {
    let Verified { authority, leaf } = verify(chain, authorities, crls, now)?;
    let name = name::read(&leaf, source)?;
    authority.speaks_for(&name)?;
    Ok(CertifiedName::new(authority.fingerprint, name))
}
