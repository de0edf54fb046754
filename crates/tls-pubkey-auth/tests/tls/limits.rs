//! How much a client may send.
use crate::{
    fixtures::{certificate, key},
    odd::odd,
    provider::provider,
    rig::{BOTH, client, listener, shake, verifiable},
};
use rustls::{AlertDescription, CertificateError, Error, pki_types::CertificateDer};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, MAX_CERTIFICATE, MAX_CHAIN, MAX_CHAIN_OCTETS,
    rustls::{Credential, ListenerOptions, client_key},
};

fn chain(intermediates: Vec<CertificateDer<'static>>) -> Vec<CertificateDer<'static>> {
    [vec![certificate("p256")], intermediates].concat()
}

fn outcome(version: crate::rig::Version, chain: Vec<CertificateDer<'static>>) -> Result<ClientKey, Error> {
    let credential = Credential::certificate(&provider(), chain, key("p256")).unwrap();
    let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(credential)));
    match &shaken.server {
        Ok(server) => Ok(client_key(server, verifiable()).unwrap()),
        Err(_) => {
            assert_eq!(shaken.refused, Some(Error::AlertReceived(AlertDescription::AccessDenied)));
            Err(shaken.error())
        }
    }
}

#[test]
fn a_chain_of_62_certificates_is_refused() {
    let denied = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
    for version in BOTH {
        assert_eq!(outcome(version, chain(vec![certificate("rsa2048"); 61])), Err(denied.clone()));
        assert_eq!(outcome(version, chain(vec![certificate("p384"); MAX_CHAIN])), Err(denied.clone()));
        let allowed = outcome(version, chain(vec![certificate("p384"); MAX_CHAIN - 1]));
        assert!(matches!(allowed, Ok(ClientKey::Proved(_))));
    }
}

#[test]
fn a_certificate_is_limited_in_octets() {
    let denied = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
    for version in BOTH {
        for (length, ends) in [(MAX_CERTIFICATE, false), (MAX_CERTIFICATE + 1, true)] {
            let shaken = odd(version, vec![0x30; length]);
            match shaken.server {
                Ok(_) => assert!(!ends, "{length}"),
                Err(error) => assert!(ends && error == denied, "{length}: {error:?}"),
            }
        }
    }
}

#[test]
fn a_chain_is_limited_in_octets() {
    let denied = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
    let room = MAX_CHAIN_OCTETS - certificate("p256").len();
    for version in BOTH {
        let allowed = outcome(version, chain(vec![CertificateDer::from(vec![0x30; room])]));
        assert!(matches!(allowed, Ok(ClientKey::Proved(_))), "{allowed:?}");
        assert_eq!(
            outcome(version, chain(vec![CertificateDer::from(vec![0x30; room + 1])])),
            Err(denied.clone())
        );
    }
}
