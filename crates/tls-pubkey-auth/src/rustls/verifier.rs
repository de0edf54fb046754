//! The server's verifier: possession, and nothing else.
use super::schemes::{self, Version};
use crate::{
    certificate::{self, MAX_CHAIN, MAX_CHAIN_OCTETS},
    error::KeyError,
    spki::SpkiParts,
};
use alloc::vec::Vec;
use core::fmt;
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, PeerMisbehaved, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{CryptoProvider, WebPkiSupportedAlgorithms},
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
/// A client without a certificate is let through, without an identity; so is one whose key nobody knows, because
/// nobody is asked here. No name, date, extension or signature of a certificate is looked at, and no authority is
/// named that the client would have to choose by.
pub struct ClientKeyVerifier {
    algorithms: WebPkiSupportedAlgorithms,
    form: PeerForm,
}

impl ClientKeyVerifier {
    /// With this provider's algorithms.
    pub fn new(provider: &CryptoProvider, form: PeerForm) -> Self {
        Self { algorithms: provider.signature_verification_algorithms, form }
    }

    fn key<'a>(&self, end_entity: &'a CertificateDer<'_>) -> Result<SpkiParts<'a>, Error> {
        let spki = match self.form {
            PeerForm::Certificate => certificate::read(end_entity).map(|parts| parts.spki),
            PeerForm::PublicKey => Ok(end_entity.as_ref()),
        };
        spki.and_then(SpkiParts::read).map_err(refused)
    }

    fn verify(
        &self,
        version: Version,
        message: &[u8],
        end_entity: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let key = self.key(end_entity)?;
        // rustls hands over whatever scheme the client has used.
        if !schemes::supported(&self.algorithms).contains(&signed.scheme)
            || !schemes::fits(signed.scheme, key.kind, version)
        {
            return Err(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into());
        }
        let valid = schemes::algorithms(&self.algorithms, signed.scheme, key.algorithm)
            .any(|algorithm| algorithm.verify_signature(key.key, message, signed.signature()).is_ok());
        if valid {
            Ok(HandshakeSignatureValid::assertion())
        } else {
            Err(CertificateError::BadSignature.into())
        }
    }
}

/// What cannot be read is a bad certificate; what is read and not taken is denied access.
fn refused(why: KeyError) -> Error {
    let error = match why {
        KeyError::NotACertificate | KeyError::NotAPublicKey => CertificateError::BadEncoding,
        _ => CertificateError::ApplicationVerificationFailure,
    };
    error.into()
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
        if intermediates.len() >= MAX_CHAIN
            || octets.fold(end_entity.len(), usize::saturating_add) > MAX_CHAIN_OCTETS
        {
            return Err(refused(KeyError::TooLong));
        }
        self.key(end_entity)?;
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
        schemes::supported(&self.algorithms)
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
