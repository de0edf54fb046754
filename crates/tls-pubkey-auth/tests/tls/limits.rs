//! How much a client may send.
use crate::{
    fixtures::{certificate, key},
    possession::Whatever,
    provider::provider,
    rig::{BOTH, client, listener, shake},
};
use rustls::{AlertDescription, CertificateError, Error, pki_types::CertificateDer, sign::CertifiedKey};
use std::sync::Arc;
use tls_pubkey_auth::rustls::{
    ClientKey, Credential, ListenerOptions, MAX_CHAIN, MAX_CHAIN_OCTETS, client_key,
};

fn chain(intermediates: Vec<CertificateDer<'static>>) -> Vec<CertificateDer<'static>> {
    [vec![certificate("p256")], intermediates].concat()
}

fn outcome(version: crate::rig::Version, chain: Vec<CertificateDer<'static>>) -> Result<ClientKey, Error> {
    let credential = Credential::certificate(&provider(), chain, key("p256")).unwrap();
    let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(credential)));
    match &shaken.server {
        Ok(server) => Ok(client_key(server).unwrap()),
        Err(_) => {
            assert_eq!(shaken.refused, Some(Error::AlertReceived(AlertDescription::AccessDenied)));
            Err(shaken.error())
        }
    }
}

#[test]
fn pitfall_15_a_chain_of_62_certificates_is_refused() {
    let denied = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
    for version in BOTH {
        assert_eq!(outcome(version, chain(vec![certificate("rsa2048"); 61])), Err(denied.clone()));
        assert_eq!(outcome(version, chain(vec![certificate("p384"); MAX_CHAIN])), Err(denied.clone()));
        let allowed = outcome(version, chain(vec![certificate("p384"); MAX_CHAIN - 1]));
        assert!(matches!(allowed, Ok(ClientKey::Proved(_))));
    }
}

#[test]
fn pitfall_15_a_chain_is_limited_in_octets() {
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

#[test]
fn pitfall_15_what_is_no_certificate_is_a_bad_one() {
    for version in BOTH {
        for octets in [&b""[..], b"\x30\x80", &[0x30; 600]] {
            let signing = provider().key_provider.load_private_key(key("p256")).unwrap();
            let chain = vec![CertificateDer::from(octets.to_vec())];
            let odd = Whatever(Arc::new(CertifiedKey::new(chain, signing)));
            let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(odd)));
            let error = shaken.error();
            let refused = matches!(
                error,
                Error::InvalidCertificate(CertificateError::BadEncoding) | Error::InvalidMessage(_)
            );
            assert!(refused, "{octets:x?}: {error:?}");
        }
    }
}
