//! The server's verifier, which checks possession and nothing else.
use super::{
    schemes::{self, Version},
    verifiable::Verifiable,
};
use crate::{
    certificate::{MAX_CERTIFICATE, MAX_CHAIN, MAX_CHAIN_OCTETS},
    spki::is_public_key,
};
use alloc::vec::Vec;
use core::fmt;
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, PeerMisbehaved, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};

/// The form in which a client presents its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeerForm {
    /// An X.509 certificate.
    Certificate,
    /// A raw public key (RFC 7250). TLS 1.3 only, because the encoding of rustls under TLS 1.2 does not follow the
    /// RFC.
    PublicKey,
}

/// A verifier that checks, under TLS 1.2 and 1.3, that the client has the private key of its certificate or raw
/// public key.
///
/// A client without a certificate is accepted without an identity. So is one with an unknown key, because no
/// directory is consulted here. The same holds for a certificate or key that cannot be used: a malformed one, an
/// RSA key of 1024 bits, or a curve that the provider does not support. No signature of such a key is verified,
/// and [`client_key`](super::client_key) reports it as [`ClientKey::Unusable`](crate::ClientKey::Unusable).
///
/// The handshake fails for an invalid signature of a usable key, for a raw public key in place of a certificate or
/// the reverse, and beyond [`MAX_CERTIFICATE`], [`MAX_CHAIN`] or [`MAX_CHAIN_OCTETS`].
///
/// Names, dates, extensions and signatures of certificates are ignored, and the server sends no list of
/// authorities that would limit the client's choice.
pub struct ClientKeyVerifier {
    verifiable: Verifiable,
    form: PeerForm,
}

impl ClientKeyVerifier {
    /// Creates a verifier with the algorithms of this provider.
    pub fn new(provider: &CryptoProvider, form: PeerForm) -> Self {
        Self { verifiable: Verifiable::of(provider), form }
    }

    /// Returns the keys that can be verified, for [`client_key`](super::client_key) and
    /// [`client_chain`](super::client_chain) of its connections.
    pub fn verifiable(&self) -> Verifiable {
        self.verifiable
    }

    fn verify(
        &self,
        version: Version,
        message: &[u8],
        end_entity: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // The key never counts: `client_key` does the same check on the same octets.
        let Ok(key) = self.verifiable.read(end_entity) else {
            return Ok(HandshakeSignatureValid::assertion());
        };
        // rustls passes on any scheme that the client used.
        if !schemes::supported(self.verifiable.algorithms()).contains(&signed.scheme)
            || !schemes::fits(signed.scheme, key.kind, version)
        {
            return Err(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into());
        }
        let valid = schemes::algorithms(self.verifiable.algorithms(), signed.scheme, key.algorithm)
            .any(|algorithm| algorithm.verify_signature(key.key, message, signed.signature()).is_ok());
        if valid {
            Ok(HandshakeSignatureValid::assertion())
        } else {
            Err(CertificateError::BadSignature.into())
        }
    }
}

impl ClientCertVerifier for ClientKeyVerifier {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let octets = intermediates.iter().map(|certificate| certificate.len());
        if end_entity.len() > MAX_CERTIFICATE
            || intermediates.len() >= MAX_CHAIN
            || octets.fold(end_entity.len(), usize::saturating_add) > MAX_CHAIN_OCTETS
        {
            return Err(CertificateError::ApplicationVerificationFailure.into());
        }
        if is_public_key(end_entity) != (self.form == PeerForm::PublicKey) {
            return Err(CertificateError::BadEncoding.into());
        }
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        end_entity: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.form {
            PeerForm::Certificate => self.verify(Version::Tls12, message, end_entity, signed),
            PeerForm::PublicKey => Err(CertificateError::BadEncoding.into()),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        end_entity: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verify(Version::Tls13, message, end_entity, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        schemes::supported(self.verifiable.algorithms())
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.form == PeerForm::PublicKey
    }
}

impl fmt::Debug for ClientKeyVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ClientKeyVerifier").field(&self.form).finish()
    }
}
