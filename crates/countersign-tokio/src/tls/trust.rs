//! Trust of a client, with rustls.
use super::provider;
use crate::ConfigError;
use countersign::{Security, keys::rustls::Credential};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use std::{path::PathBuf, sync::Arc};

/// The trusted certificates.
#[derive(Clone, Debug)]
pub enum Trust {
    /// The system's authorities.
    System,
    /// Authorities in this PEM file.
    File(PathBuf),
    /// Authorities in this PEM text.
    Pem(String),
    /// Any certificate: the connection is encrypted, but its end is unknown.
    Unverified,
}

impl Trust {
    /// Returns the security of a connection with this trust.
    pub fn security(&self) -> Security {
        match self {
            Self::System | Self::File(_) | Self::Pem(_) => Security::Verified,
            Self::Unverified => Security::Unverified,
        }
    }

    fn roots(&self) -> Result<RootCertStore, ConfigError> {
        let mut roots = RootCertStore::empty();
        let certificates = match self {
            Self::System => rustls_native_certs::load_native_certs().certs,
            Self::File(path) => CertificateDer::pem_file_iter(path)
                .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                .map_err(|error| ConfigError::new(format!("{}: {error}", path.display())))?,
            Self::Pem(text) => CertificateDer::pem_slice_iter(text.as_bytes()).flatten().collect(),
            Self::Unverified => Vec::new(),
        };
        roots.add_parsable_certificates(certificates);
        if roots.is_empty() {
            return Err(ConfigError::new("no trusted certificate authority; use --ca FILE"));
        }
        Ok(roots)
    }
}

/// Returns a configuration of TLS 1.2 and 1.3 with this trust, and with this key for servers that request one.
pub(super) fn config(
    trust: &Trust,
    credential: Option<Arc<Credential>>,
) -> Result<ClientConfig, ConfigError> {
    let provider = provider();
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigError::connection(error.to_string()))?;
    let builder = match trust {
        Trust::Unverified => {
            builder.dangerous().with_custom_certificate_verifier(Arc::new(Unverified(provider)))
        }
        trust => builder.with_root_certificates(trust.roots()?),
    };
    Ok(match credential {
        Some(credential) => builder.with_client_cert_resolver(credential),
        None => builder.with_no_client_auth(),
    })
}

/// `--insecure`: accepts any certificate, but verifies that the handshake is signed by its key.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
