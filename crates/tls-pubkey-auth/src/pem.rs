//! Certificates and keys in files: PEM (RFC 7468) or DER.
use crate::{certificate::MAX_CERTIFICATE, error::KeyError, spki::Spki};
use alloc::{string::String, vec::Vec};
use base64ct::{Base64, Encoding as _};

/// A public key and its certificate, if the file had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFile {
    /// The public key.
    pub spki: Spki,
    /// The certificate in DER.
    pub certificate: Option<Vec<u8>>,
}

/// The maximum length of a file in octets, well above that of a chain and a private key.
const MAX_FILE: usize = 256 * 1024;

impl KeyFile {
    /// Reads a certificate or a raw public key in PEM or DER. If a PEM text has several certificates, the first is
    /// used; private keys are skipped.
    ///
    /// # Errors
    /// [`KeyError`] if the input has no key or only one that cannot be used.
    pub fn read(octets: &[u8]) -> Result<Self, KeyError> {
        if octets.len() > MAX_FILE {
            return Err(KeyError::TooLong);
        }
        match core::str::from_utf8(octets) {
            Ok(text) if text.contains("-----BEGIN ") => Self::from_pem(text),
            _ => Self::from_der(octets),
        }
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let spki = Spki::from_peer(der)?;
        let certificate = (spki.der() != der).then(|| der.to_vec());
        Ok(Self { spki, certificate })
    }

    fn from_pem(text: &str) -> Result<Self, KeyError> {
        let mut otherwise = KeyError::Pem;
        for block in text.split("-----BEGIN ").skip(1) {
            let (label, rest) = block.split_once("-----").ok_or(KeyError::Pem)?;
            match label {
                "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
                    let certificate = decode(label, rest)?;
                    let spki = Spki::from_certificate(&certificate)?;
                    return Ok(Self { spki, certificate: Some(certificate) });
                }
                "PUBLIC KEY" => {
                    let spki = Spki::from_public_key(&decode(label, rest)?)?;
                    return Ok(Self { spki, certificate: None });
                }
                label if label.ends_with("PRIVATE KEY") => otherwise = KeyError::PrivateKey,
                _ => {}
            }
        }
        Err(otherwise)
    }
}

/// Decodes the lines of a PEM block; line ends and blanks are removed.
fn decode(label: &str, rest: &str) -> Result<Vec<u8>, KeyError> {
    let (body, after) = rest.split_once("-----END ").ok_or(KeyError::Pem)?;
    if !after.strip_prefix(label).is_some_and(|rest| rest.starts_with("-----")) {
        return Err(KeyError::Pem);
    }
    if body.len() > MAX_CERTIFICATE.saturating_mul(2) {
        return Err(KeyError::TooLong);
    }
    let body: String = body.split_ascii_whitespace().collect();
    Base64::decode_vec(&body).map_err(|_| KeyError::Pem)
}
