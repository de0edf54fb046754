//! Authorities with their display names.
use crate::ConfigError;
use countersign::keys::ca::Authority;
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use std::path::{Path, PathBuf};
use x509_parser::parse_x509_certificate;

/// An authority, its file and its subject.
pub(super) struct Named {
    pub(super) authority: Authority,
    pub(super) file: PathBuf,
    pub(super) subject: String,
    /// The last second of its certificate.
    pub(super) end: Option<u64>,
}

impl Named {
    /// Parses all authorities of a file with this text.
    pub(super) fn read(file: &Path, text: &[u8]) -> Result<Vec<Self>, ConfigError> {
        let authorities = Authority::read_pem(text).map_err(|error| unusable(file, &error))?;
        let certificates = CertificateDer::pem_slice_iter(text).flatten();
        let named = |(authority, der): (Authority, CertificateDer<'_>)| Self {
            authority,
            file: file.into(),
            subject: subject(&der),
            end: super::dates::of_certificate(&der),
        };
        Ok(authorities.into_iter().zip(certificates).map(named).collect())
    }

    pub(super) fn only_for(self, domains: Option<&[String]>) -> Self {
        match domains {
            Some(domains) => {
                let authority = self.authority.only_for(domains.iter().map(String::as_str));
                Self { authority, ..self }
            }
            None => self,
        }
    }
}

/// Formats the subject on one line for display.
fn subject(der: &[u8]) -> String {
    let subject = parse_x509_certificate(der).map(|(_, certificate)| certificate.subject().to_string());
    subject.unwrap_or_default().escape_debug().to_string()
}

pub(super) fn unusable(file: &Path, error: &dyn std::fmt::Display) -> ConfigError {
    ConfigError::new(format!("{}: {error}", file.display()))
}
