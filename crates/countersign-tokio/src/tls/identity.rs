//! A server's certificate, from files or made for tests.
use crate::ConfigError;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use std::path::Path;

/// A certificate chain and the key of its leaf.
pub struct Identity {
    /// The certificate, and those of its issuers.
    pub chain: Vec<CertificateDer<'static>>,
    /// The private key of the certificate.
    pub key: PrivateKeyDer<'static>,
}

impl Identity {
    /// Loads it from PEM files.
    pub fn load(chain: &Path, key: &Path) -> Result<Self, ConfigError> {
        let unusable = |path: &Path, error: &dyn std::fmt::Display| {
            ConfigError::new(format!("{}: {error}", path.display()))
        };
        let certificates = CertificateDer::pem_file_iter(chain)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unusable(chain, &error))?;
        if certificates.is_empty() {
            return Err(unusable(chain, &"no certificate in this file (expected PEM)"));
        }
        let key = PrivateKeyDer::from_pem_file(key).map_err(|error| unusable(key, &error))?;
        Ok(Self { chain: certificates, key })
    }

    /// Makes a certificate for `localhost` and the loopback addresses, by an authority whose key is then discarded; returns
    /// that authority's certificate in PEM as well.
    pub fn make() -> Result<(Self, String), rcgen::Error> {
        let named = |name: &str| {
            let mut subject = DistinguishedName::new();
            subject.push(DnType::CommonName, name);
            subject
        };
        let mut authority = CertificateParams::default();
        authority.distinguished_name = named("countersign trial authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;

        let key = KeyPair::generate()?;
        let mut leaf = CertificateParams::new(["localhost", "127.0.0.1", "::1"].map(String::from).to_vec())?;
        leaf.distinguished_name = named("localhost");
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&key, &authority)?;
        let identity = Self { chain: vec![leaf.der().clone()], key: PrivateKeyDer::from(key) };
        Ok((identity, authority.pem()))
    }
}
