//! Spellings of a fingerprint.
use crate::fixtures::read;
use tls_pubkey_auth::{Fingerprint, FingerprintError, Spki};

const OWN: &str = "g7NB3wdWo-3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU";
const HEX: &str = "83b341df0756a3edec81a25f50485cf1451bf7440d60bd8b372464dce6091d35";
const PIN: &str = "g7NB3wdWo+3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU=";

fn own() -> Fingerprint {
    OWN.parse().unwrap()
}

#[test]
fn every_spelling_is_written_and_read() {
    let own = own();
    assert_eq!((own.to_string(), own.to_hex(), own.to_pin()), (OWN.into(), HEX.into(), PIN.into()));
    let spellings = [
        OWN.into(),
        format!("  {OWN}\n"),
        format!("{OWN}="),
        PIN.into(),
        PIN.trim_end_matches('=').into(),
        HEX.into(),
        HEX.to_uppercase(),
        own.to_colons(),
        own.to_colons().to_lowercase(),
        format!("pin-sha256=\"{PIN}\""),
        format!("pin-sha256:{PIN}"),
        format!("sha256//{PIN}"),
        format!("ni:///sha-256;{OWN}"),
        format!("3 1 1 {HEX}"),
        format!("sha256:{HEX}"),
    ];
    for spelling in spellings {
        assert_eq!(spelling.parse(), Ok(own), "{spelling}");
    }
    assert_eq!(Fingerprint::from_octets(*own.octets()), own);
}

#[test]
fn a_hash_of_something_else_is_called_what_it_is() {
    use FingerprintError as E;
    let colons = own().to_colons();
    for (text, error) in [
        (format!("sha256 Fingerprint={colons}"), E::CertificateHash),
        (format!("SHA256 Fingerprint={colons}"), E::CertificateHash),
        (format!("sha1 Fingerprint={}", &colons[..59]), E::CertificateHash),
        ("SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDnmaUcM9VkYSdAgN0".into(), E::Ssh),
        ("SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDnmaUcM9VkYSdAgN0 amy@laptop (ED25519)".into(), E::Ssh),
        ("MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48".into(), E::Ssh),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI amy@laptop".into(), E::Ssh),
        (colons[..59].into(), E::OtherHash),
        (HEX[..40].into(), E::OtherHash),
        (HEX[..32].into(), E::OtherHash),
    ] {
        let read: Result<Fingerprint, _> = text.parse();
        assert_eq!(read, Err(error), "{text}");
    }
    let certificate = read("p256.der");
    let spki = Spki::from_certificate(&certificate).unwrap();
    assert!(!spki.fingerprint().is_hash_of_certificate(&certificate));
}

#[test]
fn no_two_texts_of_one_kind_are_one_key() {
    // The last character carries two bits that belong to nothing: U is 010100, V 010101, W 010110, X 010111.
    for last in ["V", "W", "X"] {
        let text = format!("{}{last}", &OWN[..42]);
        assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError::NotCanonical), "{text}");
    }
    let mixed = OWN.replacen("R", "+", 1);
    assert_eq!(mixed.parse::<Fingerprint>(), Err(FingerprintError::NotCanonical));
}

#[test]
fn what_is_no_fingerprint_is_none() {
    let long = "A".repeat(100_000);
    let separated = own().to_colons().replacen(':', "-", 1);
    let emoji = "\u{1f511}".repeat(11);
    let cut = format!("pin-sha256=\"{PIN}");
    for text in ["", "=", ":", &OWN[1..], &HEX[1..], &long, &separated, &emoji, &cut, &HEX.replace('8', "g")]
    {
        assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError::Malformed), "{text}");
    }
}
