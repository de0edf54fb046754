//! The generation of a key and its certificate.
use super::encode;
use crate::{date::civil, spki::Spki};
use alloc::{string::String, vec, vec::Vec};
use core::fmt;
use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PKCS_ED25519, date_time_ymd,
};
use zeroize::Zeroizing;

/// The kind of key to generate.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NewKey {
    /// ECDSA on P-256, which all programs support.
    #[default]
    EcdsaP256,
    /// Ed25519 (RFC 8410). Thunderbird and Firefox cannot import it.
    Ed25519,
}

/// The parameters of a new key.
#[derive(Clone, Debug)]
pub struct Request {
    name: String,
    now: u64,
    key: NewKey,
}

/// A new key and its certificate. The private key is wiped when dropped.
pub struct Generated {
    spki: Spki,
    certificate: Vec<u8>,
    private_key: Zeroizing<Vec<u8>>,
}

/// The error of a failed generation.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GenerateError {
    /// The name is empty, longer than 64 characters, or contains control characters.
    Name,
    /// The library failed, most likely for lack of randomness.
    Library,
}

/// The maximum length of a common name (RFC 5280 appendix A.1, `ub-common-name`).
const MAX_NAME: usize = 64;

impl Request {
    /// Requests a P-256 key with this name, generated at this time in seconds since 1970.
    pub fn new(name: impl Into<String>, now: u64) -> Self {
        Self { name: name.into(), now, key: NewKey::default() }
    }

    /// Sets the kind of key.
    #[must_use]
    pub fn with_key(self, key: NewKey) -> Self {
        Self { key, ..self }
    }
}

/// Generates a key with randomness from the operating system, and a self-signed certificate.
///
/// # Errors
/// [`GenerateError`] if the name is invalid or the library fails.
pub fn generate(request: &Request) -> Result<Generated, GenerateError> {
    let Request { name, now, key } = request;
    if name.is_empty() || name.chars().count() > MAX_NAME || name.contains(char::is_control) {
        return Err(GenerateError::Name);
    }
    let failed = |_| GenerateError::Library;
    let algorithm = match key {
        NewKey::EcdsaP256 => &PKCS_ECDSA_P256_SHA256,
        NewKey::Ed25519 => &PKCS_ED25519,
    };
    let pair = KeyPair::generate_for(algorithm).map_err(failed)?;
    let certificate = params(name, *now).self_signed(&pair).map_err(failed)?;
    let pkcs8 = Zeroizing::new(pair.serialize_der());
    let private_key = match key {
        NewKey::EcdsaP256 => pkcs8,
        NewKey::Ed25519 => encode::ed25519_v1(&pkcs8).ok_or(GenerateError::Library)?,
    };
    let certificate = certificate.der().to_vec();
    let spki = Spki::from_certificate(&certificate).map_err(|_| GenerateError::Library)?;
    Ok(Generated { spki, certificate, private_key })
}

fn params(name: &str, now: u64) -> CertificateParams {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    let mut params = CertificateParams::default();
    params.distinguished_name = subject;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    // Programs that select a certificate automatically skip one that is not valid, and clocks differ.
    let (year, month, day) = civil(now.saturating_sub(86_400));
    params.not_before = date_time_ymd(year, month, day);
    params.not_after = date_time_ymd(9999, 12, 31);
    params
}

impl Generated {
    /// Returns the public key.
    pub fn spki(&self) -> &Spki {
        &self.spki
    }

    /// Returns the certificate in DER.
    pub fn certificate_der(&self) -> &[u8] {
        &self.certificate
    }

    /// Returns the certificate in PEM.
    pub fn certificate_pem(&self) -> String {
        String::from(encode::pem("CERTIFICATE", &self.certificate).as_str())
    }

    /// Returns the private key in DER (PKCS #8 version 1).
    pub fn private_key_der(&self) -> &[u8] {
        &self.private_key
    }

    /// Returns the private key in PEM.
    pub fn private_key_pem(&self) -> Zeroizing<String> {
        encode::pem("PRIVATE KEY", &self.private_key)
    }
}

impl fmt::Debug for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generated").field("spki", &self.spki).finish_non_exhaustive()
    }
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the name of a key must have 1 to 64 characters and no control characters",
            Self::Library => "the key cannot be made",
        })
    }
}

impl core::error::Error for GenerateError {}
