//! A certificate is public. What counts is the private key.
use crate::{
    fixtures::{certificate, key},
    provider::{KINDS, provider},
    rig::{BOTH, client, listener, shake},
};
use rustls::{
    AlertDescription, CertificateError, Error, SignatureScheme, client::ResolvesClientCert,
    sign::CertifiedKey,
};
use std::sync::Arc;
use tls_pubkey_auth::rustls::{Credential, CredentialError, ListenerOptions};

/// A certificate and whatever key.
#[derive(Debug)]
pub(crate) struct Whatever(pub(crate) Arc<CertifiedKey>);

impl ResolvesClientCert for Whatever {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[test]
fn a_certificate_with_another_key_proves_nothing() {
    for version in BOTH {
        for own in KINDS {
            for other in KINDS.iter().chain(&["p256-other"]).filter(|other| *other != own) {
                let signing = provider().key_provider.load_private_key(key(other)).unwrap();
                let mixed = Whatever(Arc::new(CertifiedKey::new(vec![certificate(own)], signing)));
                let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(mixed)));
                let told = shaken.refused.clone();
                let error = shaken.error();
                let refused = matches!(
                    error,
                    Error::InvalidCertificate(CertificateError::BadSignature) | Error::PeerMisbehaved(_)
                );
                assert!(refused, "{own} with {other}: {error:?}");
                let alerts = [AlertDescription::DecryptError, AlertDescription::IllegalParameter];
                let is_told = matches!(&told, Some(Error::AlertReceived(alert)) if alerts.contains(alert));
                assert!(is_told, "{own} with {other}: {told:?}");
            }
        }
    }
}

#[test]
fn mismatched_certificate_and_key_are_an_error_before_connecting() {
    let mixed = Credential::certificate(&provider(), vec![certificate("p256")], key("p256-other"));
    assert!(matches!(mixed, Err(CredentialError::Mismatch)));
}
