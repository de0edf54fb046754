//! Certificates and keys in files.
use crate::fixtures::read;
use tls_pubkey_auth::{KeyError, KeyFile, Spki};

fn pem(label: &str, der: &[u8]) -> String {
    let text = base64(der);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

fn base64(der: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in der.chunks(3) {
        let number =
            chunk.iter().fold(0_u32, |sum, octet| sum << 8 | u32::from(*octet)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = DIGITS[(number >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[test]
fn der_and_pem_certificates_and_keys() {
    let certificate = read("p256.der");
    let spki = Spki::from_certificate(&certificate).unwrap();
    let in_certificate = KeyFile { spki: spki.clone(), certificate: Some(certificate.clone()) };
    let bare = KeyFile { spki, certificate: None };
    let key = pem("PRIVATE KEY", &read("p256.key"));
    let other = pem("CERTIFICATE", &read("ed25519.der"));
    assert_eq!(KeyFile::read(&certificate), Ok(in_certificate.clone()));
    assert_eq!(KeyFile::read(&read("p256.spki")), Ok(bare.clone()));
    let own = pem("CERTIFICATE", &certificate);
    for text in
        [own.clone(), own.replace('\n', "\r\n"), format!("{key}{own}"), format!("notes\n{own}{other}{key}")]
    {
        assert_eq!(KeyFile::read(text.as_bytes()), Ok(in_certificate.clone()), "{text}");
    }
    assert_eq!(KeyFile::read(pem("PUBLIC KEY", &read("p256.spki")).as_bytes()), Ok(bare));
}

#[test]
fn a_private_key_alone_is_called_one() {
    for label in ["PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
        let text = pem(label, &read("p256.key"));
        assert_eq!(KeyFile::read(text.as_bytes()), Err(KeyError::PrivateKey), "{label}");
    }
}

#[test]
fn what_is_no_pem_is_none() {
    let whole = pem("CERTIFICATE", &read("p256.der"));
    for text in [
        whole.replace("-----END CERTIFICATE", "-----END PUBLIC KEY"),
        whole.split("-----END").next().unwrap().into(),
        whole.trim_end().trim_end_matches('-').into(),
        whole.replacen('A', "!", 1),
        "-----BEGIN CERTIFICATE".into(),
        "-----BEGIN OTHER-----\nAAAA\n-----END OTHER-----\n".into(),
    ] {
        assert_eq!(KeyFile::read(text.as_bytes()), Err(KeyError::Pem), "{text}");
    }
    assert_eq!(KeyFile::read(b"hello"), Err(KeyError::NotACertificate));
    assert_eq!(KeyFile::read(&vec![b'-'; 300_000]), Err(KeyError::TooLong));
    let long = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", "A".repeat(60_000));
    assert_eq!(KeyFile::read(long.as_bytes()), Err(KeyError::TooLong));
}
