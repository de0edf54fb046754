//! The part of `countersign serve` that is about certificate authorities.
use crate::{
    accounts::Certified,
    exit::Failure,
    tls::{Certificates, ClientCa},
};
use countersign::keys::ca::NameSource;
use std::{path::PathBuf, sync::Arc};
use tracing::warn;

#[derive(clap::Args)]
pub(super) struct CertificateArgs {
    /// Let clients in by certificates of the authorities in this PEM file, with the revocation lists in it; with DOMAIN,..=
    /// only as addresses of these domains. A key that is registered counts before its certificate does
    #[arg(long, value_name = "[DOMAIN,..=]FILE")]
    client_ca: Vec<ClientCa>,
    /// Revocation lists of the authorities, in PEM, beside those in the files of --client-ca; both are read again when they
    /// change. Certificates are refused, and their sessions end, once their list has expired
    #[arg(long, value_name = "FILE", requires = "client_ca")]
    client_crl: Option<PathBuf>,
    /// Refuse to start while an authority has no revocation list
    #[arg(long, requires = "client_ca")]
    require_crl: bool,
    /// Where the name of the account stands in a certificate
    #[arg(long, value_name = "WHERE", value_enum, default_value = "email", requires = "client_ca")]
    cert_name: CertName,
}

/// `--cert-name`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum CertName {
    /// emailAddress in the subject
    Email,
    /// The common name in the subject
    Cn,
    /// The address among the alternative names
    SanEmail,
    /// Microsoft's user principal name
    Upn,
    /// The XMPP address
    Xmpp,
}

impl CertificateArgs {
    /// None without an authority.
    pub(super) fn certificates(&self) -> Result<Option<Certificates>, Failure> {
        if self.client_ca.is_empty() {
            return Ok(None);
        }
        let source = match self.cert_name {
            CertName::Email => NameSource::Email,
            CertName::Cn => NameSource::CommonName,
            CertName::SanEmail => NameSource::SanEmail,
            CertName::Upn => NameSource::SanUpn,
            CertName::Xmpp => NameSource::SanXmpp,
        };
        let certificates = Certificates::load(&self.client_ca, self.client_crl.as_deref(), source)?;
        if self.require_crl {
            certificates.require_lists()?;
        }
        Ok(Some(certificates))
    }

    /// Read them and say what the administrator should know; from here on sessions of certificates that no longer count end.
    pub(super) fn begin(&self) -> Result<Arc<Certified>, Failure> {
        let certificates = self.certificates()?;
        certificates.iter().flat_map(Certificates::warnings).for_each(|text| warn!("{text}"));
        let certified = Certified::new(certificates);
        certified.watch().map_err(|error| Failure::usage(error.to_string()))?;
        Ok(certified)
    }
}
