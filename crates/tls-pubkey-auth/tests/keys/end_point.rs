//! `tls-server-end-point`: whose hash.
use crate::fixtures::read;
use sha2::{Digest, Sha256, Sha384, Sha512};
use tls_pubkey_auth::tls_server_end_point;

fn data(file: &str) -> Option<Vec<u8>> {
    tls_server_end_point(&read(file)).map(|data| data.octets().to_vec())
}

#[test]
fn a084_the_hash_is_that_of_the_certificates_signature() {
    for file in [
        "p256.der",
        "rsa2048.der",
        "rsa-sha1.der",
        "ecdsa-sha1.der",
        "pss-sha1.der",
        "pss-sha256.der",
        "v1.der",
    ] {
        assert_eq!(data(file), Some(Sha256::digest(read(file)).to_vec()), "{file}");
    }
    for file in ["rsa-sha384.der", "ecdsa-sha384.der", "pss-sha384.der"] {
        assert_eq!(data(file), Some(Sha384::digest(read(file)).to_vec()), "{file}");
    }
    for file in ["rsa-sha512.der", "ecdsa-sha512.der", "pss-sha512.der"] {
        assert_eq!(data(file), Some(Sha512::digest(read(file)).to_vec()), "{file}");
    }
}

#[test]
fn a084_what_the_rfc_leaves_undefined_is_not_guessed() {
    assert_eq!(data("ed25519.der"), None);
    assert_eq!(tls_server_end_point(b""), None);
    assert_eq!(tls_server_end_point(&read("p256.spki")), None);
    // A hash that is not known, in place of ecdsa-with-SHA256.
    let mut unknown = read("p256.der");
    let algorithm = b"\x2a\x86\x48\xce\x3d\x04\x03\x02";
    let at = unknown.windows(8).rposition(|window| window == algorithm).unwrap();
    unknown[at + 7] = 9;
    assert_eq!(tls_server_end_point(&unknown), None);
}
