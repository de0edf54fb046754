//! The identity in a certificate chain.
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

/// Returns the name in a chain (leaf first) that these authorities have signed, at this time in seconds since
/// 1970.
///
/// The result says nothing about the sender of the chain, because certificates are public. A server calls the same
/// method on a connection's [`ProvedChain`](crate::ProvedChain), whose key the client has proved.
///
/// Call it on every connection, including resumed ones, because certificates are revoked and expire while TLS
/// sessions last. For an open session, call it again when the lists or the authorities change and when one of the
/// certificates or lists expires. End the session if the result differs.
///
/// # Errors
/// [`NotIdentified`], for the log only. Such a connection continues as if there were no certificate.
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
