//! A certificate authority and its certificates for any name.
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType, DnValue,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
    string::Ia5String,
};
use rustls::{crypto::ring::default_provider, pki_types::CertificateDer};
use std::{
    fs,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use tls_pubkey_auth::{Spki, rustls::Credential};

pub(crate) struct CertificateAuthority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
    /// Its own certificate, which clients have to send because it is below another authority.
    below: Option<CertificateDer<'static>>,
}

/// A client's certificate and key.
pub(crate) struct Certified {
    certificate: CertificateDer<'static>,
    key: KeyPair,
    above: Option<CertificateDer<'static>>,
}

const EMAIL_ADDRESS: [u64; 7] = [1, 2, 840, 113_549, 1, 9, 1];

impl CertificateAuthority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Example CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ca.pem"), issuer.pem()).unwrap();
        Self { issuer, folder, below: None }
    }

    /// Makes an authority whose certificate this one has signed, valid for this time.
    pub(crate) fn below(&self, time: Duration) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Staff CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = date_time_ymd(2024, 1, 1);
        params.not_after = date_time_ymd(1970, 1, 1) + from_now(time);
        let issuer = CertifiedIssuer::signed_by(params, KeyPair::generate().unwrap(), &self.issuer).unwrap();
        let below = Some(issuer.der().clone());
        Self { issuer, folder: tempfile::tempdir().unwrap(), below }
    }

    pub(crate) fn file(&self) -> String {
        self.path("ca.pem").to_str().unwrap().to_owned()
    }

    /// Writes the revocation list; returns its file.
    pub(crate) fn revoke(&self, serials: &[u64], next_update: i32) -> String {
        let path = self.path("crl.pem");
        self.write_list(serials, |params| params.next_update = date_time_ymd(next_update, 1, 1));
        path.to_str().unwrap().to_owned()
    }

    /// Writes a list that is valid for this time.
    pub(crate) fn revoke_for(&self, serials: &[u64], time: Duration) -> String {
        let path = self.path("crl.pem");
        self.write_list(serials, |params| params.next_update = date_time_ymd(1970, 1, 1) + from_now(time));
        path.to_str().unwrap().to_owned()
    }

    fn write_list(&self, serials: &[u64], change: impl FnOnce(&mut CertificateRevocationListParams)) {
        let revoked = |serial: &u64| RevokedCertParams {
            serial_number: SerialNumber::from(*serial),
            revocation_time: date_time_ymd(2024, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let mut params = CertificateRevocationListParams {
            this_update: date_time_ymd(2024, 1, 1),
            next_update: date_time_ymd(2100, 1, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: serials.iter().map(revoked).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        change(&mut params);
        let (draft, path) = (self.path("draft"), self.path("crl.pem"));
        fs::write(&draft, params.signed_by(&self.issuer).unwrap().pem().unwrap()).unwrap();
        fs::rename(draft, &path).unwrap();
    }

    /// Makes a certificate for the owner of this address, until the end of this year.
    pub(crate) fn certify(&self, address: &str, serial: u64, until: i32) -> Certified {
        self.sign(address, serial, |params| params.not_after = date_time_ymd(until, 12, 31))
    }

    /// Makes one that is valid for this time.
    pub(crate) fn certify_for(&self, address: &str, serial: u64, time: Duration) -> Certified {
        self.sign(address, serial, |params| params.not_after = date_time_ymd(1970, 1, 1) + from_now(time))
    }

    fn sign(&self, address: &str, serial: u64, change: impl FnOnce(&mut CertificateParams)) -> Certified {
        let mut params = CertificateParams::default();
        let address = DnValue::Ia5String(Ia5String::try_from(address).unwrap());
        params.distinguished_name.push(DnType::CommonName, "bob");
        params.distinguished_name.push(DnType::CustomDnType(EMAIL_ADDRESS.to_vec()), address);
        params.serial_number = Some(SerialNumber::from(serial));
        params.not_before = date_time_ymd(2024, 1, 1);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Certified { certificate: certificate.der().clone(), key, above: self.below.clone() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Certified {
    pub(crate) fn credential(&self) -> Arc<Credential> {
        let chain = [self.certificate.clone()].into_iter().chain(self.above.clone()).collect();
        let key = self.key.serialize_der().try_into().unwrap();
        Arc::new(Credential::certificate(&default_provider(), chain, key).unwrap())
    }

    /// Returns the key without the certificate.
    pub(crate) fn bare(&self) -> Arc<Credential> {
        let key = self.key.serialize_der().try_into().unwrap();
        Arc::new(Credential::public_key(&default_provider(), key).unwrap())
    }

    pub(crate) fn fingerprint(&self) -> String {
        Spki::from_certificate(&self.certificate).unwrap().fingerprint().to_string()
    }

    /// Writes a file of the certificate, to register its key.
    pub(crate) fn file(&self, authority: &CertificateAuthority) -> String {
        let path = authority.path("certificate.der");
        fs::write(&path, &self.certificate).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// Since 1970.
fn from_now(time: Duration) -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap() + time
}
