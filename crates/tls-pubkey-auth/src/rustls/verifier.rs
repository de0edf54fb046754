//! The server's verifier: possession, and nothing else.
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

/// What a client sends in the place of its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeerForm {
    /// An X.509 certificate.
    Certificate,
    /// A bare public key (RFC 7250). Only for TLS 1.3: under TLS 1.2 rustls does not encode it as the RFC says.
    PublicKey,
}

/// Proves that the client has the private key of what it sends, under TLS 1.2 and 1.3.
///
/// A client without a certificate is let through, without an identity; so is one with an unknown key, because no directory
/// is asked here, and one whose certificate or key cannot count: one that cannot be parsed, an RSA key of 1024 bits, a curve
/// that the provider does not have. Of such a key no signature is verified, and [`client_key`](super::client_key) reports it
/// as [`ClientKey::Unusable`](super::ClientKey::Unusable). What ends the handshake is a signature that does not verify, of
/// a key that can count; a bare key in the place of a certificate, and the reverse; and more than [`MAX_CERTIFICATE`],
/// [`MAX_CHAIN`] or [`MAX_CHAIN_OCTETS`].
///
/// No name, date, extension or signature of a certificate is looked at, and no authority is
/// named that the client would have to choose by.
pub struct ClientKeyVerifier {
    verifiable: Verifiable,
    form: PeerForm,
}

impl ClientKeyVerifier {
    /// With this provider's algorithms.
    pub fn new(provider: &CryptoProvider, form: PeerForm) -> Self {
        Self { verifiable: Verifiable::of(provider), form }
    }

    /// For [`client_key`](super::client_key) and [`client_chain`](super::client_chain) of the connections that it verifies.
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
        // It never counts: `client_key` asks the same of the same octets.
        let Ok(key) = self.verifiable.read(end_entity) else {
            return Ok(HandshakeSignatureValid::assertion());
        };
        // rustls hands over whatever scheme the client has used.
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
