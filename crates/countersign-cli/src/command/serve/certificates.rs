//! Options of `countersign serve` about certificate authorities.
use crate::exit::Failure;
use countersign::keys::ca::NameSource;
use countersign_accounts::{Certified, certificates::Certificates, certificates::ClientCa};
use countersign_tokio::tls::algorithms;
use std::{path::PathBuf, sync::Arc};
use tracing::warn;

#[derive(clap::Args)]
pub(super) struct CertificateArgs {
    /// Certificate authorities of clients in this PEM file, which may include revocation lists; with DOMAIN,..= only for
    /// addresses of these domains. A registered key takes precedence over its certificate
    #[arg(long, value_name = "[DOMAIN,..=]FILE")]
    client_ca: Vec<ClientCa>,
    /// Revocation lists of the authorities in PEM, in addition to those in the files of --client-ca; both are reloaded when
    /// they change. Once a list has expired, certificates of its authority are rejected and their sessions end
    #[arg(long, value_name = "FILE", requires = "client_ca")]
    client_crl: Option<PathBuf>,
    /// Do not start while an authority has no revocation list
    #[arg(long, requires = "client_ca")]
    require_crl: bool,
    /// Field of the account's name in a certificate
    #[arg(long, value_name = "WHERE", value_enum, default_value = "email", requires = "client_ca")]
    cert_name: CertName,
}

/// `--cert-name`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum CertName {
    /// emailAddress in the subject
    Email,
    /// Common name in the subject
    Cn,
    /// Address in the subject alternative names
    SanEmail,
    /// Microsoft's user principal name
    Upn,
    /// XMPP address in the subject alternative names
    Xmpp,
}

impl CertificateArgs {
    /// Returns `None` without an authority.
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
        let certificates =
            Certificates::load(&self.client_ca, self.client_crl.as_deref(), source, algorithms())?;
        if self.require_crl {
            certificates.require_lists()?;
        }
        Ok(Some(certificates))
    }

    /// Loads them, prints warnings, and starts to end sessions of invalid certificates.
    pub(super) fn begin(&self) -> Result<Arc<Certified>, Failure> {
        let certificates = self.certificates()?;
        certificates.iter().flat_map(Certificates::warnings).for_each(|text| warn!("{text}"));
        let certified = Certified::new(certificates);
        certified.watch().map_err(|error| Failure::usage(error.to_string()))?;
        Ok(certified)
    }
}
