//! The client's credential: a key to present, in a certificate or raw.
use crate::{error::KeyError, spki::Spki};
use alloc::{sync::Arc, vec, vec::Vec};
use core::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};
use rustls::{
    Error, SignatureScheme,
    client::ResolvesClientCert,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer},
    sign::CertifiedKey,
};

/// A client's key that is presented to every server that requests one. Use it as
/// `ClientConfig::builder_with_provider(..).with_client_cert_resolver(Arc::new(credential))`.
///
/// rustls' own resolver rejects certificates of version 1 and those with unknown critical extensions. This one
/// requires only that the key of the certificate belongs to the private key.
pub struct Credential {
    key: Arc<CertifiedKey>,
    spki: Spki,
    bare: bool,
    presented: AtomicBool,
}

/// The error for a key that cannot be presented.
#[non_exhaustive]
#[derive(Debug)]
pub enum CredentialError {
    /// The public key cannot be used.
    Key(KeyError),
    /// The provider cannot use the private key.
    PrivateKey(Error),
    /// The certificate belongs to another key.
    Mismatch,
    /// There is no certificate.
    NoCertificate,
}

impl Credential {
    /// Creates a credential from any certificate, with further certificates that a server can need, leaf first.
    ///
    /// # Errors
    /// [`CredentialError`] if the key of the leaf cannot be used or does not belong to the private key.
    pub fn certificate(
        provider: &CryptoProvider,
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, CredentialError> {
        let leaf = chain.first().ok_or(CredentialError::NoCertificate)?;
        let spki = Spki::from_certificate(leaf).map_err(CredentialError::Key)?;
        let key = provider.key_provider.load_private_key(key).map_err(CredentialError::PrivateKey)?;
        if key.public_key().is_some_and(|own| own.as_ref() != spki.der()) {
            return Err(CredentialError::Mismatch);
        }
        Ok(Self::new(CertifiedKey::new(chain, key), spki, false))
    }

    /// Creates a credential with a raw public key (RFC 7250). Use it only for servers that are known to support
    /// one, because rustls then offers nothing else.
    ///
    /// # Errors
    /// [`CredentialError`] if the key cannot be used.
    pub fn public_key(
        provider: &CryptoProvider,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, CredentialError> {
        let key = provider.key_provider.load_private_key(key).map_err(CredentialError::PrivateKey)?;
        let public = key.public_key().ok_or(CredentialError::Key(KeyError::NotAPublicKey))?.to_vec();
        let spki = Spki::from_public_key(&public).map_err(CredentialError::Key)?;
        Ok(Self::new(CertifiedKey::new(vec![CertificateDer::from(public)], key), spki, true))
    }

    fn new(key: CertifiedKey, spki: Spki, bare: bool) -> Self {
        Self { key: Arc::new(key), spki, bare, presented: AtomicBool::new(false) }
    }

    /// Returns the public key.
    pub fn spki(&self) -> &Spki {
        &self.spki
    }

    /// Returns whether a server has requested and got the key. Use one credential for each connection to get a
    /// meaningful answer.
    ///
    /// Under TLS 1.3 a server's rejection arrives after the client's handshake: read from the connection before
    /// relying on success.
    pub fn was_presented(&self) -> bool {
        self.presented.load(Ordering::Acquire)
    }
}

impl ResolvesClientCert for Credential {
    /// Ignores the authorities that a server names, because the credential has only one key.
    fn resolve(&self, _: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.key.key.choose_scheme(schemes)?;
        self.presented.store(true, Ordering::Release);
        Some(Arc::clone(&self.key))
    }

    fn only_raw_public_keys(&self) -> bool {
        self.bare
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("spki", &self.spki)
            .field("bare", &self.bare)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(error) => write!(f, "{error}"),
            Self::PrivateKey(_) => f.write_str("the private key cannot be used"),
            Self::Mismatch => f.write_str("the certificate and the private key do not belong together"),
            Self::NoCertificate => f.write_str("there is no certificate"),
        }
    }
}

impl core::error::Error for CredentialError {}
