//! A certificate before it is signed, and the DER that it is made of.
use crate::issuer::Issuer;
use rcgen::{KeyPair, PublicKeyData as _};
use rustls::pki_types::CertificateDer;

pub(crate) const UTF8: u8 = 0x0c;
pub(crate) const PRINTABLE: u8 = 0x13;
pub(crate) const T61: u8 = 0x14;
pub(crate) const IA5: u8 = 0x16;
pub(crate) const UNIVERSAL: u8 = 0x1c;
pub(crate) const BMP: u8 = 0x1e;

pub(crate) const CN: &[u8] = b"\x55\x04\x03";
pub(crate) const EMAIL: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01";

const ECDSA_SHA256: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";

/// One element.
pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let head = match body.len() {
        length @ 0..=0x7f => vec![length as u8],
        length @ 0x80..=0xff => vec![0x81, length as u8],
        length => vec![0x82, (length >> 8) as u8, length as u8],
    };
    [&[tag][..], &head, &body].concat()
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(0x30, parts)
}

/// A name of one attribute to a set.
pub(crate) fn name(attributes: &[(&[u8], u8, &[u8])]) -> Vec<u8> {
    let sets: Vec<_> =
        attributes.iter().map(|attribute| element(0x31, &[&self::attribute(*attribute)])).collect();
    sequence(&[&sets.concat()])
}

pub(crate) fn attribute((oid, tag, value): (&[u8], u8, &[u8])) -> Vec<u8> {
    sequence(&[&element(0x06, &[oid]), &element(tag, &[value])])
}

/// An alternative name of a kind of its own, its value wrapped as it has to be.
pub(crate) fn other_name(oid: &[u8], value: &[u8]) -> Vec<u8> {
    element(0xa0, &[&element(0x06, &[oid]), &element(0xa0, &[value])])
}

pub(crate) fn rfc822(address: &str) -> Vec<u8> {
    element(0x81, &[address.as_bytes()])
}

/// Signed with ECDSA on P-256.
pub(crate) fn signed(what: &[u8], key: &KeyPair) -> Vec<u8> {
    let signature = rcgen::SigningKey::sign(key, what).unwrap();
    sequence(&[what, ECDSA_SHA256, &element(0x03, &[&[0], &signature])])
}

pub(crate) fn algorithm() -> &'static [u8] {
    ECDSA_SHA256
}

/// What is to be certified.
pub(crate) struct Draft {
    version: Option<u8>,
    serial: u8,
    from: &'static str,
    to: &'static str,
    subject: Vec<u8>,
    extensions: Vec<Vec<u8>>,
    pub(crate) key: KeyPair,
}

impl Draft {
    /// Somebody's, with this subject; valid for long.
    pub(crate) fn new(subject: Vec<u8>) -> Self {
        let key = KeyPair::generate().unwrap();
        Self {
            version: Some(2),
            serial: 1,
            from: "20240101000000Z",
            to: "21240101000000Z",
            subject,
            extensions: Vec::new(),
            key,
        }
    }

    /// Alice's, with her address in the subject.
    pub(crate) fn alice() -> Self {
        Self::new(name(&[(CN, UTF8, b"Alice"), (EMAIL, IA5, b"alice@example.org")]))
    }

    pub(crate) fn serial(self, serial: u8) -> Self {
        Self { serial, ..self }
    }

    pub(crate) fn valid(self, from: &'static str, to: &'static str) -> Self {
        Self { from, to, ..self }
    }

    pub(crate) fn version_1(self) -> Self {
        Self { version: None, ..self }
    }

    pub(crate) fn with_key(self, key: &KeyPair) -> Self {
        Self { key: KeyPair::try_from(key.serialize_der()).unwrap(), ..self }
    }

    pub(crate) fn extension(mut self, oid: &[u8], critical: bool, value: &[u8]) -> Self {
        let critical = if critical { element(0x01, &[&[0xff]]) } else { Vec::new() };
        self.extensions.push(sequence(&[&element(0x06, &[oid]), &critical, &element(0x04, &[value])]));
        self
    }

    pub(crate) fn alternative(self, names: &[Vec<u8>]) -> Self {
        self.extension(b"\x55\x1d\x11", false, &sequence(&[&names.concat()]))
    }

    /// With these uses of id-kp: 1 for servers, 2 for clients.
    pub(crate) fn for_use(self, uses: &[u8]) -> Self {
        let purposes: Vec<_> =
            uses.iter().map(|number| element(0x06, &[b"\x2b\x06\x01\x05\x05\x07\x03", &[*number]])).collect();
        self.extension(b"\x55\x1d\x25", false, &sequence(&[&purposes.concat()]))
    }

    pub(crate) fn key_usage(self, bits: u8) -> Self {
        self.extension(b"\x55\x1d\x0f", true, &element(0x03, &[&[0, bits]]))
    }

    pub(crate) fn authority(self) -> Self {
        self.extension(b"\x55\x1d\x13", true, &sequence(&[&element(0x01, &[&[0xff]])]))
    }

    pub(crate) fn signed_by(&self, issuer: &Issuer) -> CertificateDer<'static> {
        self.signed_with(&issuer.name, &issuer.key)
    }

    pub(crate) fn signed_with(&self, issuer: &[u8], key: &KeyPair) -> CertificateDer<'static> {
        let version =
            self.version.map(|version| element(0xa0, &[&element(0x02, &[&[version]])])).unwrap_or_default();
        let time = |text: &str| element(0x18, &[text.as_bytes()]);
        let validity = sequence(&[&time(self.from), &time(self.to)]);
        let serial = element(0x02, &[&[self.serial]]);
        let spki = self.key.subject_public_key_info();
        let extensions = match self.extensions.concat() {
            none if none.is_empty() => none,
            some => element(0xa3, &[&sequence(&[&some])]),
        };
        let parts: [&[u8]; 8] =
            [&version, &serial, algorithm(), issuer, &validity, &self.subject, &spki, &extensions];
        signed(&sequence(&parts), key).into()
    }
}
