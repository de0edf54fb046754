//! A client key from files.
use super::provider;
use crate::ConfigError;
use countersign::keys::rustls::{Credential, CredentialError};
use rustls::{
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::SigningKey,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use zeroize::Zeroizing;

/// `--client-cert` and `--client-key`.
#[derive(Clone, Debug)]
pub enum KeyFiles {
    /// A certificate, with its key in the same file or in another.
    Certificate {
        /// The certificate, with those of its issuers.
        certificate: PathBuf,
        /// The private key, if it is in a file of its own.
        key: Option<PathBuf>,
    },
    /// A raw key.
    Bare(PathBuf),
}

impl KeyFiles {
    /// Returns the files of the two options of the command line.
    pub fn of(certificate: Option<&Path>, key: Option<&Path>) -> Option<Self> {
        match (certificate, key) {
            (Some(certificate), key) => {
                Some(Self::Certificate { certificate: certificate.into(), key: key.map(Into::into) })
            }
            (None, Some(key)) => Some(Self::Bare(key.into())),
            (None, None) => None,
        }
    }

    /// Loads the credential. Needed for every connection: a credential records whether it was presented.
    pub fn credential(&self) -> Result<Credential, ConfigError> {
        let provider = provider();
        let (file, credential) = match self {
            Self::Certificate { certificate, key } => {
                let text = read(certificate)?;
                let mut chain: Vec<_> = CertificateDer::pem_slice_iter(&text).flatten().collect();
                if chain.is_empty() {
                    // Taken as DER; the credential checks it.
                    chain.push(CertificateDer::from(text.to_vec()));
                }
                let key = private_key(key.as_deref().unwrap_or(certificate))?;
                (certificate, Credential::certificate(&provider, chain, key))
            }
            Self::Bare(file) => (file, Credential::public_key(&provider, private_key(file)?)),
        };
        credential.map_err(|error| ConfigError::new(format!("{}: {error}", file.display())))
    }
}

/// Loads a private key to sign with.
pub fn signing_key(file: &Path) -> Result<Arc<dyn SigningKey>, ConfigError> {
    let key = provider().key_provider.load_private_key(private_key(file)?);
    key.map_err(|error| ConfigError::new(format!("{}: {error}", file.display())))
}

/// Makes a credential of a generated chain and key.
pub fn credential(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Credential, CredentialError> {
    Credential::certificate(&provider(), chain, key)
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, ConfigError> {
    let text = read(file)?;
    if let Ok(key) = PrivateKeyDer::from_pem_slice(&text) {
        return Ok(key);
    }
    let encrypted = text.windows(ENCRYPTED.len()).any(|window| window == ENCRYPTED);
    if encrypted {
        let how = "remove the passphrase with openssl pkey -in IN -out OUT";
        return Err(ConfigError::new(format!("{}: the private key is encrypted; {how}", file.display())));
    }
    let key = PrivateKeyDer::try_from(text.to_vec());
    key.map_err(|_| ConfigError::new(format!("{}: no private key in this file", file.display())))
}

const ENCRYPTED: &[u8] = b"-----BEGIN ENCRYPTED PRIVATE KEY-----";

fn read(file: &Path) -> Result<Zeroizing<Vec<u8>>, ConfigError> {
    let octets = std::fs::read(file).map(Zeroizing::new);
    octets.map_err(|error| ConfigError::new(format!("{}: {error}", file.display())))
}
