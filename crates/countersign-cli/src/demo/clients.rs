//! The client keys and certificates of the demonstration, and their authority.
use super::{
    accounts::USER,
    case::{Act, Case},
};
use crate::exit::Failure;
use countersign::keys::{
    Spki,
    ca::NameSource,
    generate::{Generated, Request, generate},
    rustls::Credential,
};
use countersign_accounts::{certificates::Certificates, certificates::ClientCa};
use countersign_tokio::tls::algorithms;
use countersign_tokio::{client::LoginError, tls::credential};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{error::Error, path::Path};

/// Separate keys and certificates.
pub(super) struct Clients {
    /// Alice's registered key.
    own: Generated,
    /// An unregistered key in a self-signed certificate.
    unregistered: Generated,
    /// Unregistered keys in certificates of the authority for Alice.
    certified: Certified,
    revoked: Certified,
    certificates: Option<Certificates>,
}

struct Certified {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Clients {
    /// Makes them; the authority's files go into this folder.
    pub(super) fn make(folder: &Path, now: u64) -> Result<Self, Failure> {
        let failed = |error: Box<dyn Error>| Failure::connection(error.to_string());
        Self::try_make(folder, now).map_err(failed)
    }

    fn try_make(folder: &Path, now: u64) -> Result<Self, Box<dyn Error>> {
        let key = |name| generate(&Request::new(name, now));
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "the demonstration's authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let crl = CertificateRevocationListParams {
            this_update: date_time_ymd(2025, 1, 1),
            next_update: date_time_ymd(9999, 12, 31),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![RevokedCertParams {
                serial_number: SerialNumber::from(REVOKED),
                revocation_time: date_time_ymd(2025, 1, 1),
                reason_code: None,
                invalidity_date: None,
            }],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let [file, list] = ["authority.pem", "revoked.pem"].map(|name| folder.join(name));
        std::fs::write(&file, authority.pem())?;
        std::fs::write(&list, crl.signed_by(&authority)?.pem()?)?;
        let certificates =
            Certificates::load(&[ClientCa::from(file)], Some(&list), NameSource::CommonName, algorithms());
        Ok(Self {
            own: key("alice's laptop")?,
            unregistered: key("an unregistered key")?,
            certified: Certified::new(&authority, 1)?,
            revoked: Certified::new(&authority, REVOKED)?,
            certificates: Some(certificates.map_err(|failure| failure.to_string())?),
        })
    }

    /// Returns the key to register.
    pub(super) fn registered(&self) -> &Spki {
        self.own.spki()
    }

    /// Returns the authorities for the server.
    pub(super) fn take_certificates(&mut self) -> Option<Certificates> {
        self.certificates.take()
    }

    /// Returns the credential of the client in this case.
    pub(super) fn credential(&self, case: &Case) -> Result<Option<Credential>, LoginError> {
        let of_key = |key: &Generated| {
            let private = PrivatePkcs8KeyDer::from(key.private_key_der().to_vec());
            (CertificateDer::from(key.certificate_der().to_vec()), private)
        };
        let of_certificate = |certified: &Certified| {
            (certified.certificate.clone(), PrivatePkcs8KeyDer::from(certified.key.serialize_der()))
        };
        let (certificate, key) = match case.act {
            Act::Key => of_key(&self.own),
            Act::UnknownKey => of_key(&self.unregistered),
            Act::Certificate => of_certificate(&self.certified),
            Act::RevokedCertificate => of_certificate(&self.revoked),
            _ => return Ok(None),
        };
        let made = credential(vec![certificate], PrivateKeyDer::from(key));
        made.map(Some).map_err(|error| LoginError::Connection(error.to_string()))
    }
}

const REVOKED: u64 = 2;

impl Certified {
    fn new(authority: &CertifiedIssuer<'_, KeyPair>, serial: u64) -> Result<Self, rcgen::Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, USER);
        params.serial_number = Some(SerialNumber::from(serial));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, authority)?;
        Ok(Self { certificate: certificate.der().clone(), key })
    }
}
