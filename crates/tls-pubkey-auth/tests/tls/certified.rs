//! Names that an authority has certified, on connections.
use crate::{
    fixtures::{certificate, key},
    provider::provider,
    rig::{BOTH, accept, client, connection, listener, shake, shake_shared, verifiable, without_key},
};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType, IsCa,
    KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};
use rustls::{HandshakeKind, client::Resumption as Client, pki_types::CertificateDer};
use std::sync::Arc;
use tls_pubkey_auth::{
    HandshakeNotComplete, ProvedChain,
    ca::{Authorities, Authority, Crls, NameSource, NotIdentified},
    rustls::{Credential, ListenerOptions, Resumption, client_chain},
};

/// In November 2026.
const NOW: u64 = 1_795_000_000;

struct Site {
    root: CertifiedIssuer<'static, KeyPair>,
    authorities: Authorities,
}

impl Site {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Example CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let root = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let authority = Authority::new(root.der()).unwrap();
        let algorithms = provider().signature_verification_algorithms.all;
        Self { root, authorities: Authorities::new(algorithms, [authority]).unwrap() }
    }

    fn certify(&self, common_name: &str, serial: u64) -> Credential {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.serial_number = Some(SerialNumber::from(serial));
        let pair = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&pair, &self.root).unwrap();
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        Credential::certificate(&provider(), chain, pair.serialize_der().try_into().unwrap()).unwrap()
    }

    fn revoke(&self, serial: u64) -> Crls {
        let revoked = RevokedCertParams {
            serial_number: SerialNumber::from(serial),
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(2027, 1, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![revoked],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let list = params.signed_by(&self.root).unwrap();
        Crls::new([list.der().as_ref()], &self.authorities).unwrap()
    }

    fn sees(&self, chain: &ProvedChain, crls: &Crls) -> Result<String, NotIdentified> {
        let name = chain.identify(&self.authorities, crls, NOW, NameSource::CommonName);
        name.map(|name| name.certified().name().to_owned())
    }
}

#[test]
fn a_connection_has_the_name_of_its_certificate() {
    for version in BOTH {
        let site = Site::new();
        let shaken =
            shake(&listener(ListenerOptions::default()), client(version, Arc::new(site.certify("alice", 7))));
        let chain = client_chain(shaken.server(), verifiable()).unwrap().unwrap();
        assert_eq!(site.sees(&chain, &Crls::none()).unwrap(), "alice");
        assert_eq!(format!("{chain:?}"), "ProvedChain(1)");
    }
}

#[test]
fn a_foreign_certificate_does_not_end_the_handshake() {
    for version in BOTH {
        let site = Site::new();
        let foreign = Credential::certificate(&provider(), vec![certificate("p256")], key("p256")).unwrap();
        let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(foreign)));
        let chain = client_chain(shaken.server(), verifiable()).unwrap().unwrap();
        assert!(site.sees(&chain, &Crls::none()).is_err());
        let shaken = shake(&listener(ListenerOptions::default()), without_key(version));
        assert_eq!(client_chain(shaken.server(), verifiable()), Ok(None));
    }
}

#[test]
fn a_bare_key_is_no_chain() {
    let bare = Credential::public_key(&provider(), key("p256")).unwrap();
    let options = ListenerOptions { raw_public_keys: true, ..ListenerOptions::default() };
    let shaken = shake(&listener(options), client(BOTH[1], Arc::new(bare)));
    assert!(shaken.server().peer_certificates().is_some());
    assert_eq!(client_chain(shaken.server(), verifiable()), Ok(None));
}

#[test]
fn who_is_revoked_is_so_on_resumed_sessions_too() {
    for version in BOTH {
        let site = Site::new();
        let options = ListenerOptions { resumption: Resumption::Remember(16), ..ListenerOptions::default() };
        let listener = listener(options);
        let mut config = client(version, Arc::new(site.certify("alice", 7)));
        config.resumption = Client::in_memory_sessions(8);
        let config = Arc::new(config);
        let first = shake_shared(&listener, Arc::clone(&config));
        let chain = client_chain(first.server(), verifiable()).unwrap().unwrap();
        assert_eq!(site.sees(&chain, &site.revoke(8)).unwrap(), "alice");
        let second = shake_shared(&listener, config);
        assert_eq!(second.server().handshake_kind(), Some(HandshakeKind::Resumed));
        let chain = client_chain(second.server(), verifiable()).unwrap().unwrap();
        assert_eq!(site.sees(&chain, &site.revoke(7)), Err(NotIdentified::Revoked));
    }
}

#[test]
fn there_is_no_chain_before_the_end_of_the_handshake() {
    let site = Site::new();
    let mut connection = connection(Arc::new(client(BOTH[1], Arc::new(site.certify("alice", 7)))));
    let accepted = accept(&mut connection);
    let listener = listener(ListenerOptions::default());
    let server = accepted.into_connection(Arc::clone(listener.config())).map_err(|(error, _)| error).unwrap();
    assert_eq!(client_chain(&server, verifiable()), Err(HandshakeNotComplete));
}
