//! The client's side: a key to present, in a certificate or bare.
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

/// A client's key, ready to be presented to every server that asks: for
/// `ClientConfig::builder_with_provider(..).with_client_cert_resolver(Arc::new(credential))`.
///
/// rustls' own way refuses certificates of version 1 and with unknown critical extensions; this one asks only that
/// the certificate's key is the private key's.
pub struct Credential {
    key: Arc<CertifiedKey>,
    spki: Spki,
    bare: bool,
    presented: AtomicBool,
}

/// Why a key cannot be presented.
#[non_exhaustive]
#[derive(Debug)]
pub enum CredentialError {
    /// The public key cannot be used.
    Key(KeyError),
    /// The provider cannot use the private key.
    PrivateKey(Error),
    /// The certificate is another key's.
    Mismatch,
    /// There is no certificate.
    NoCertificate,
}

impl Credential {
    /// A certificate, any certificate, with what a server may need to know beside it, leaf first.
    ///
    /// # Errors
    /// [`CredentialError`] when the leaf's key cannot be used, or is not that of the private key.
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

    /// A bare key (RFC 7250). Only for servers that are known to take one: rustls then offers nothing else.
    ///
    /// # Errors
    /// [`CredentialError`] when the key cannot be used.
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

    /// The key that is presented.
    pub fn spki(&self) -> &Spki {
        &self.spki
    }

    /// A server has asked for it and was given it. Make one credential for each connection that wants to know.
    ///
    /// Under TLS 1.3 a server's refusal arrives after the client's handshake is over: read before you believe in it.
    pub fn was_presented(&self) -> bool {
        self.presented.load(Ordering::Acquire)
    }
}

impl ResolvesClientCert for Credential {
    /// The authorities that a server names are not looked at: whoever has one key presents it.
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
