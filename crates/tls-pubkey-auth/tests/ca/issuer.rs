//! An authority: it certifies, and takes back.
use crate::draft::{CN, Draft, UTF8, algorithm, element, name, sequence, signed};
use rcgen::KeyPair;
use rustls::pki_types::CertificateDer;
use tls_pubkey_auth::ca::Authority;

pub(crate) struct Issuer {
    pub(crate) name: Vec<u8>,
    pub(crate) key: KeyPair,
    pub(crate) certificate: CertificateDer<'static>,
}

/// keyCertSign and cRLSign.
pub(crate) const SIGNS: u8 = 0x06;

impl Issuer {
    /// One at the top.
    pub(crate) fn root(called: &str) -> Self {
        Self::of(Draft::new(named(called)).authority().key_usage(SIGNS), called)
    }

    /// One at the top, of this draft; its subject has to be this name.
    pub(crate) fn of(draft: Draft, called: &str) -> Self {
        let certificate = draft.signed_with(&named(called), &draft.key);
        Self { name: named(called), key: draft.key, certificate }
    }

    /// One below.
    pub(crate) fn below(&self, draft: Draft, called: &str) -> Self {
        let certificate = draft.signed_by(self);
        Self { name: named(called), key: draft.key, certificate }
    }

    pub(crate) fn authority(&self) -> Authority {
        Authority::new(&self.certificate).unwrap()
    }

    /// A list of what it has taken back, by serial numbers, until then.
    pub(crate) fn crl(&self, serials: &[u8], until: &str) -> Vec<u8> {
        let time = |text: &str| element(0x18, &[text.as_bytes()]);
        let entry = |serial: &u8| sequence(&[&element(0x02, &[&[*serial]]), &time("20240601000000Z")]);
        let revoked = match serials {
            [] => Vec::new(),
            serials => sequence(&[&serials.iter().map(entry).collect::<Vec<_>>().concat()]),
        };
        let number =
            sequence(&[&element(0x06, &[b"\x55\x1d\x14"]), &element(0x04, &[&element(0x02, &[&[1]])])]);
        let extensions = element(0xa0, &[&sequence(&[&number])]);
        let version = element(0x02, &[&[1]]);
        let (this, next) = (time("20240601000000Z"), time(until));
        let parts: [&[u8]; 7] = [&version, algorithm(), &self.name, &this, &next, &revoked, &extensions];
        signed(&sequence(&parts), &self.key)
    }
}

/// A name of this common name alone.
pub(crate) fn named(called: &str) -> Vec<u8> {
    name(&[(CN, UTF8, called.as_bytes())])
}
