//! The channel binding `tls-server-end-point` (RFC 5929 section 4.1).
use crate::{
    certificate,
    der::{CONTEXT_0, OID, Reader, SEQUENCE},
};
use core::fmt;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The data of the channel binding: a hash of the server's leaf certificate with 32, 48 or 64 octets.
#[derive(Clone, PartialEq, Eq)]
pub struct EndPoint {
    octets: [u8; 64],
    length: usize,
}

/// Returns the hash of a server's certificate, made with the hash function of the certificate's signature. The
/// issuer determines that function, not the kind of key. MD5 and SHA-1 are replaced by SHA-256.
///
/// Returns `None` if the RFC does not define it: for signatures without a single hash function (Ed25519, Ed448)
/// and for unknown algorithms. Do not offer the type in that case.
///
/// ```
/// let p256 = include_bytes!("../tests/certificates/p256.der");
/// assert_eq!(tls_pubkey_auth::tls_server_end_point(p256).unwrap().octets().len(), 32);
/// let ed25519 = include_bytes!("../tests/certificates/ed25519.der");
/// assert!(tls_pubkey_auth::tls_server_end_point(ed25519).is_none());
/// ```
pub fn tls_server_end_point(leaf: &[u8]) -> Option<EndPoint> {
    let algorithm = certificate::read(leaf).ok()?.signature_algorithm;
    Some(match hash_of(algorithm)? {
        Hash::Sha256 => EndPoint::new(&Sha256::digest(leaf)),
        Hash::Sha384 => EndPoint::new(&Sha384::digest(leaf)),
        Hash::Sha512 => EndPoint::new(&Sha512::digest(leaf)),
    })
}

impl EndPoint {
    fn new(hash: &[u8]) -> Self {
        let mut octets = [0; 64];
        octets.iter_mut().zip(hash).for_each(|(place, octet)| *place = *octet);
        Self { octets, length: hash.len() }
    }

    /// Returns the data.
    pub fn octets(&self) -> &[u8] {
        self.octets.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Debug for EndPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndPoint(..)")
    }
}

enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

/// Reads the contents of `AlgorithmIdentifier ::= SEQUENCE { algorithm OID, parameters ANY OPTIONAL }`.
fn hash_of(algorithm: &[u8]) -> Option<Hash> {
    let mut reader = Reader::new(algorithm);
    Some(match reader.take(OID)?.value {
        // md5WithRSAEncryption, sha1WithRSAEncryption, sha256With..; ecdsa-with-SHA1, ecdsa-with-SHA256
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04"
        | b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05"
        | b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"
        | b"\x2a\x86\x48\xce\x3d\x04\x01"
        | b"\x2a\x86\x48\xce\x3d\x04\x03\x02" => Hash::Sha256,
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c" | b"\x2a\x86\x48\xce\x3d\x04\x03\x03" => Hash::Sha384,
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d" | b"\x2a\x86\x48\xce\x3d\x04\x03\x04" => Hash::Sha512,
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a" => return pss_hash(reader),
        _ => return None,
    })
}

/// `RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] DEFAULT sha1, .. }` (RFC 8017 appendix A.2.3)
fn pss_hash(mut parameters: Reader<'_>) -> Option<Hash> {
    let mut parameters = Reader::new(parameters.take(SEQUENCE)?.value);
    let Some(hash) = parameters.take(CONTEXT_0) else { return Some(Hash::Sha256) };
    let identifier = Reader::only(hash.value, SEQUENCE)?.value;
    Some(match Reader::new(identifier).take(OID)?.value {
        // sha1, sha256
        b"\x2b\x0e\x03\x02\x1a" | b"\x60\x86\x48\x01\x65\x03\x04\x02\x01" => Hash::Sha256,
        b"\x60\x86\x48\x01\x65\x03\x04\x02\x02" => Hash::Sha384,
        b"\x60\x86\x48\x01\x65\x03\x04\x02\x03" => Hash::Sha512,
        _ => return None,
    })
}
