//! The text formats of a fingerprint.
use crate::fingerprint_error::FingerprintError;
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};

/// The prefixes of formats that identify themselves.
const PREFIXES: [&str; 5] = ["pin-sha256=", "pin-sha256:", "sha256//", "ni:///sha-256;", "3 1 1 "];

pub(crate) fn read(text: &str) -> Result<[u8; 32], FingerprintError> {
    let text = text.trim();
    if let Some(error) = something_else(text) {
        return Err(error);
    }
    let hash = PREFIXES.iter().find_map(|prefix| without_prefix(text, prefix)).unwrap_or(text);
    // GnuTLS' key ID.
    let hash = without_prefix(hash, "sha256:").unwrap_or(hash).trim();
    let hash = hash.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(hash);
    match hash.len() {
        64 => hex(hash.as_bytes().chunks_exact(2)),
        95 => {
            let separated = hash.as_bytes().iter().skip(2).step_by(3).all(|octet| *octet == b':');
            if separated { hex(hash.as_bytes().chunks(3)) } else { Err(FingerprintError::Malformed) }
        }
        43 | 44 => base64(hash),
        // Hexadecimal of 16 and 20 octets, plain and in pairs.
        32 | 40 | 47 | 59 if hash.bytes().all(|octet| octet.is_ascii_hexdigit() || octet == b':') => {
            Err(FingerprintError::OtherHash)
        }
        _ => Err(FingerprintError::Malformed),
    }
}

/// Returns the error for a text that is recognizably the hash of something else.
fn something_else(text: &str) -> Option<FingerprintError> {
    let openssl = ["sha256 Fingerprint=", "sha1 Fingerprint=", "md5 Fingerprint=", "SHA-256 Fingerprint:"];
    if openssl.iter().any(|prefix| without_prefix(text, prefix).is_some()) {
        return Some(FingerprintError::CertificateHash);
    }
    let ssh_key = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "MD5:"];
    if ssh_key.iter().any(|prefix| without_prefix(text, prefix).is_some()) {
        return Some(FingerprintError::Ssh);
    }
    // GnuTLS writes hexadecimal after the same prefix.
    let hashed = without_prefix(text, "SHA256:")?;
    let is_hex = hashed.len() == 64 && hashed.bytes().all(|octet| octet.is_ascii_hexdigit());
    (!is_hex).then_some(FingerprintError::Ssh)
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Decodes pairs of hexadecimal digits, each with or without a colon after it.
fn hex<'a>(pairs: impl Iterator<Item = &'a [u8]>) -> Result<[u8; 32], FingerprintError> {
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut octets = [0; 32];
    let mut places = octets.iter_mut();
    for pair in pairs {
        let [high, low, ..] = *pair else { return Err(FingerprintError::Malformed) };
        let (Some(high), Some(low), Some(place)) = (digit(high), digit(low), places.next()) else {
            return Err(FingerprintError::Malformed);
        };
        *place = high << 4 | low;
    }
    if places.next().is_none() { Ok(octets) } else { Err(FingerprintError::Malformed) }
}

/// Decodes either base64 alphabet, padded or not. The last character has two unused bits, which must be 0;
/// otherwise four texts would denote one key.
fn base64(text: &str) -> Result<[u8; 32], FingerprintError> {
    let is_digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    let bare = match text.len() {
        44 => text.strip_suffix('=').ok_or(FingerprintError::Malformed)?,
        _ => text,
    };
    if !bare.chars().all(is_digit) {
        return Err(FingerprintError::Malformed);
    }
    let mut octets = [0; 32];
    let decoded = if bare.contains(['+', '/']) {
        let mut padded = [b'='; 44];
        padded.iter_mut().zip(bare.bytes()).for_each(|(place, octet)| *place = octet);
        Base64::decode(padded, &mut octets).map(<[u8]>::len)
    } else {
        Base64UrlUnpadded::decode(bare, &mut octets).map(<[u8]>::len)
    };
    if decoded == Ok(32) { Ok(octets) } else { Err(FingerprintError::NotCanonical) }
}
