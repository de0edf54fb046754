//! PEM, and Ed25519 private keys in a widely supported format.
use alloc::{string::String, vec::Vec};
use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

/// Writes PEM (RFC 7468) with lines of 64 characters, in one allocation that is wiped.
pub(super) fn pem(label: &str, der: &[u8]) -> Zeroizing<String> {
    let base64 = Zeroizing::new(Base64::encode_string(der));
    let room = base64.len().saturating_add(base64.len() / 64).saturating_add(label.len().saturating_mul(2));
    let mut text = Zeroizing::new(String::with_capacity(room.saturating_add(40)));
    for part in ["-----BEGIN ", label, "-----\n"] {
        text.push_str(part);
    }
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at_checked(64).unwrap_or((rest, ""));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    for part in ["-----END ", label, "-----\n"] {
        text.push_str(part);
    }
    text
}

/// Converts PKCS #8 from version 2 to version 1 (RFC 8410 section 7), because OpenSSL 3.0 cannot read the public
/// key of version 2. The seed follows the same 16 octets in both.
pub(super) fn ed25519_v1(version_2: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    const HEAD: &[u8] = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
    // Version 2 differs in its length and its version.
    let (head, rest) = version_2.split_at_checked(HEAD.len())?;
    let seed = rest.get(..32)?;
    let same_middle = head.get(5..) == HEAD.get(5..);
    let mut version_1 = Zeroizing::new(Vec::with_capacity(48));
    version_1.extend_from_slice(HEAD);
    version_1.extend_from_slice(seed);
    same_middle.then_some(version_1)
}
