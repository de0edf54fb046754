//! The validation of a chain from the client's certificate to an authority.
use super::{
    authorities::Authorities,
    authority::Authority,
    crls::Crls,
    extensions::{DIGITAL_SIGNATURE, NAME_CONSTRAINTS, find, key_may},
    layout::Layout,
    refused::NotIdentified,
};
use crate::certificate::{MAX_CERTIFICATE, MAX_CHAIN_OCTETS};
use alloc::vec::Vec;
use core::time::Duration;
use pki_types::{CertificateDer, UnixTime};
use webpki::{
    CertRevocationList, EndEntityCert, ExpirationPolicy, KeyUsage, RevocationCheckDepth,
    RevocationOptionsBuilder, UnknownStatusPolicy,
};

/// The maximum number of certificates in addition to the client's own. All paths through them are tried, so many
/// certificates with one name would be expensive.
pub const MAX_INTERMEDIATES: usize = 4;

/// The authority at the end of the chain, and the client's certificate.
pub(super) struct Verified<'a> {
    pub(super) authority: &'a Authority,
    pub(super) leaf: Layout<'a>,
}

/// Validates signatures, dates, usage and revocation (RFC 5280 section 6), for each authority separately.
pub(super) fn verify<'a>(
    chain: &'a [CertificateDer<'_>],
    authorities: &'a Authorities,
    crls: &Crls,
    now: u64,
) -> Result<Verified<'a>, NotIdentified> {
    let (leaf, intermediates) = chain.split_first().ok_or(NotIdentified::NoCertificate)?;
    let octets = chain.iter().map(|certificate| certificate.len()).fold(0, usize::saturating_add);
    if intermediates.len() > MAX_INTERMEDIATES || octets > MAX_CHAIN_OCTETS || leaf.len() > MAX_CERTIFICATE {
        return Err(NotIdentified::TooLong);
    }
    let end = EndEntityCert::try_from(leaf).map_err(NotIdentified::of)?;
    let layout = Layout::read(leaf).ok_or(NotIdentified::Malformed)?;
    let mut why = NotIdentified::UnknownAuthority;
    for authority in &authorities.all {
        match verify_with(&end, intermediates, authorities, authority, crls, now) {
            Ok(()) if !authority.validity.holds(now) => why = NotIdentified::AuthorityExpired,
            Ok(()) => {
                let may_sign = key_may(layout.extensions, DIGITAL_SIGNATURE);
                return match may_sign.map_err(|_| NotIdentified::Malformed)? {
                    true => Ok(Verified { authority, leaf: layout }),
                    false => Err(NotIdentified::WrongUsage),
                };
            }
            // The error of another authority, which has not signed the chain, is less informative.
            Err(NotIdentified::UnknownAuthority) => {}
            Err(NotIdentified::Signature) if why != NotIdentified::UnknownAuthority => {}
            Err(error) => why = error,
        }
    }
    Err(why)
}

fn verify_with(
    end: &EndEntityCert<'_>,
    intermediates: &[CertificateDer<'_>],
    authorities: &Authorities,
    authority: &Authority,
    crls: &Crls,
    now: u64,
) -> Result<(), NotIdentified> {
    let own = |crl: &&super::crl::Crl| crl.is_for(authority.fingerprint);
    let lists: Vec<&CertRevocationList<'_>> = crls.all.iter().filter(own).map(|crl| &crl.list).collect();
    if lists.is_empty() && !crls.all.is_empty() {
        // No list is from this authority. webpki cannot express that there are lists of others, so no list is
        // passed.
        return match path(end, intermediates, authorities, authority, None, now) {
            Ok(()) => Err(NotIdentified::RevocationUnknown),
            refused => refused,
        };
    }
    path(end, intermediates, authorities, authority, Some(&lists), now)
}

fn path(
    end: &EndEntityCert<'_>,
    intermediates: &[CertificateDer<'_>],
    authorities: &Authorities,
    authority: &Authority,
    lists: Option<&[&CertRevocationList<'_>]>,
    now: u64,
) -> Result<(), NotIdentified> {
    // Without lists there are no options, and revocation is not checked.
    let revocation = lists.and_then(|lists| RevocationOptionsBuilder::new(lists).ok()).map(|options| {
        options
            .with_depth(RevocationCheckDepth::Chain)
            .with_status_policy(UnknownStatusPolicy::Deny)
            .with_expiration_policy(ExpirationPolicy::Enforce)
            .build()
    });
    let anchors = core::slice::from_ref(&authority.anchor);
    let now = UnixTime::since_unix_epoch(Duration::from_secs(now));
    let usage = KeyUsage::client_auth();
    let path = end
        .verify_for_usage(authorities.algorithms, anchors, intermediates, now, usage, revocation, None)
        .map_err(NotIdentified::of)?;
    // No other code checks constraints on the names that are read here.
    let is_constrained = path.intermediate_certificates().any(|between| {
        let der = between.der();
        let constraints =
            Layout::read(&der).map(|layout| find(layout.extensions, NAME_CONSTRAINTS).map(|c| c.is_some()));
        !matches!(constraints, Some(Ok(false)))
    });
    if is_constrained { Err(NotIdentified::Constraint) } else { Ok(()) }
}
