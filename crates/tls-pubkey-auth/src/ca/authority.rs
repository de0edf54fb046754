//! An accepted certificate authority.
use super::{
    address,
    dates::Validity,
    extensions::{self, Broken, KEY_CERT_SIGN, NAME_CONSTRAINTS},
    layout::Layout,
    refused::NotIdentified,
    unusable::Unusable,
};
use crate::fingerprint::Fingerprint;
use alloc::{string::String, vec::Vec};
use core::fmt;
use pki_types::{CertificateDer, TrustAnchor, pem::PemObject};

/// A certificate authority that is accepted for all names or for the addresses of some domains.
#[derive(Clone)]
pub struct Authority {
    pub(super) anchor: TrustAnchor<'static>,
    pub(super) fingerprint: Fingerprint,
    /// The validity of its own certificate.
    pub(super) validity: Validity,
    /// The domains in lower case; `None` for no restriction.
    domains: Option<Vec<String>>,
}

impl Authority {
    /// Reads the authority's certificate in DER. It must be a CA certificate: a server's certificate that is
    /// included by mistake would allow the owner of its key to certify any client.
    ///
    /// # Errors
    /// [`Unusable`] if the certificate is not that of an authority.
    pub fn new(certificate: &[u8]) -> Result<Self, Unusable> {
        let der = CertificateDer::from(certificate);
        let anchor =
            webpki::anchor_from_trusted_cert(&der).map_err(|_| Unusable::NotACertificate)?.to_owned();
        let layout = Layout::read(certificate).ok_or(Unusable::NotACertificate)?;
        let validity = Validity::read(layout.validity).ok_or(Unusable::NotACertificate)?;
        let broken = |_: Broken| Unusable::NotACertificate;
        if !extensions::is_authority(layout.extensions).map_err(broken)?
            || !extensions::key_may(layout.extensions, KEY_CERT_SIGN).map_err(broken)?
        {
            return Err(Unusable::NotAnAuthority);
        }
        if extensions::find(layout.extensions, NAME_CONSTRAINTS).map_err(broken)?.is_some() {
            return Err(Unusable::NameConstraints);
        }
        Ok(Self { anchor, fingerprint: Fingerprint::of(layout.spki), validity, domains: None })
    }

    /// Reads all certificates of a PEM text.
    ///
    /// # Errors
    /// [`Unusable`] if there are none or one of them cannot be used.
    pub fn read_pem(pem: &[u8]) -> Result<Vec<Self>, Unusable> {
        let read = |der: Result<CertificateDer<'_>, _>| Self::new(&der.map_err(|_| Unusable::Nothing)?);
        let all: Vec<_> = CertificateDer::pem_slice_iter(pem).map(read).collect::<Result<_, _>>()?;
        if all.is_empty() { Err(Unusable::Nothing) } else { Ok(all) }
    }

    /// Restricts the authority to addresses of these domains, without their subdomains. Names that are not
    /// addresses are then rejected. An invalid domain matches no address.
    #[must_use]
    pub fn only_for<'a>(self, domains: impl IntoIterator<Item = &'a str>) -> Self {
        let domains = domains.into_iter().filter(|domain| address::is_domain(domain));
        Self { domains: Some(domains.map(str::to_ascii_lowercase).collect()), ..self }
    }

    /// Returns the fingerprint of its key, which is one half of a [`CertifiedName`](crate::CertifiedName).
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Checks whether it can certify this name.
    pub(super) fn speaks_for(&self, name: &str) -> Result<(), NotIdentified> {
        let Some(domains) = &self.domains else { return Ok(()) };
        let (_, domain) = name.rsplit_once('@').ok_or(NotIdentified::NotAnAddress)?;
        let is_one = |own: &String| own.eq_ignore_ascii_case(domain);
        if domains.iter().any(is_one) { Ok(()) } else { Err(NotIdentified::ForeignDomain) }
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority")
            .field("fingerprint", &self.fingerprint)
            .field("domains", &self.domains)
            .finish_non_exhaustive()
    }
}
