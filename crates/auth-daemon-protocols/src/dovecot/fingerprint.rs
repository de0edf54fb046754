//! Hashes of certificates and keys.
use alloc::{string::String, vec::Vec};
use core::fmt;

/// A hash of a certificate or of its public key (`SubjectPublicKeyInfo` in DER): 16 to 64 octets, in lines as
/// lower-case hexadecimal.
///
/// The caller configures the hash function (Dovecot: `ssl_peer_certificate_fingerprint_hash`); it is not part of
/// the line. With SHA-256 the fingerprint of a key equals that of DANE `3 1 1` (RFC 6698).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(Vec<u8>);

impl Fingerprint {
    /// Creates a fingerprint from the octets of a hash. Returns `None` for fewer than 16 or more than 64.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        (16..=64).contains(&octets.len()).then(|| Self(octets.to_vec()))
    }

    /// Reads hexadecimal in lower case without separators.
    ///
    /// ```
    /// use auth_daemon_protocols::dovecot::Fingerprint;
    /// let hex = "83b341df0756a3edec81a25f50485cf1451bf7440d60bd8b372464dce6091d35";
    /// assert_eq!(Fingerprint::from_hex(hex).unwrap().to_hex(), hex);
    /// assert_eq!(Fingerprint::from_hex("83:B3:41"), None);
    /// ```
    pub fn from_hex(text: &str) -> Option<Self> {
        let octets: Option<Vec<u8>> = text.as_bytes().chunks(2).map(octet).collect();
        Self::from_octets(&octets?)
    }

    /// Returns the octets.
    pub fn octets(&self) -> &[u8] {
        &self.0
    }

    /// Writes lower-case hexadecimal.
    pub fn to_hex(&self) -> String {
        use fmt::Write as _;
        self.0.iter().fold(String::with_capacity(128), |mut hex, octet| {
            // Writing to a String does not fail.
            let _ = write!(hex, "{octet:02x}");
            hex
        })
    }
}

fn octet(pair: &[u8]) -> Option<u8> {
    let [high, low] = pair else { return None };
    Some(digit(*high)? << 4 | digit(*low)?)
}

const fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(letter.wrapping_sub(b'a').wrapping_add(10)),
        _ => None,
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", self.to_hex())
    }
}
