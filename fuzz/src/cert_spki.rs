//! The extraction of a certificate's key, and the formats of its fingerprint. The first octet selects the input's
//! type.
//!
//! An accepted key is accepted on its own as well, and if x509-parser parses the same certificate it finds the
//! same key.
use tls_pubkey_auth::{Fingerprint, KeyFile, Spki, tls_server_end_point};
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// Returns whether the input contains a key or is a fingerprint.
pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'c', certificate)) => is_certificate(certificate),
        Some((b'k', key)) => Spki::from_public_key(key).is_ok_and(|spki| {
            assert_eq!(spki.der(), key);
            holds(&spki)
        }),
        Some((b'p', file)) => KeyFile::read(file).is_ok_and(|file| {
            let certificate = file.certificate.as_deref();
            assert!(certificate.is_none_or(|der| Spki::from_certificate(der).as_ref() == Ok(&file.spki)));
            holds(&file.spki)
        }),
        Some((b'f', text)) => str::from_utf8(text).is_ok_and(is_fingerprint),
        _ => false,
    }
}

fn is_certificate(certificate: &[u8]) -> bool {
    if let Some(end_point) = tls_server_end_point(certificate) {
        assert!([32, 48, 64].contains(&end_point.octets().len()));
    }
    let Ok(spki) = Spki::from_certificate(certificate) else { return false };
    if let Ok((rest, parsed)) = X509Certificate::from_der(certificate) {
        assert!(rest.is_empty(), "something is behind the certificate");
        assert_eq!(parsed.tbs_certificate.subject_pki.raw, spki.der());
    }
    assert_eq!(Spki::from_peer(certificate).as_ref(), Ok(&spki));
    holds(&spki)
}

fn holds(spki: &Spki) -> bool {
    assert_eq!(Spki::from_public_key(spki.der()).as_ref(), Ok(spki));
    assert_eq!(Spki::from_peer(spki.der()).as_ref(), Ok(spki));
    is_fingerprint(&spki.fingerprint().to_string())
}

fn is_fingerprint(text: &str) -> bool {
    let Ok(fingerprint) = text.parse::<Fingerprint>() else { return false };
    for spelling in
        [fingerprint.to_string(), fingerprint.to_hex(), fingerprint.to_colons(), fingerprint.to_pin()]
    {
        assert_eq!(spelling.parse(), Ok(fingerprint), "{spelling}");
    }
    true
}
