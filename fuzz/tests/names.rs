//! The seeds of `ca_names`: certificates with a name in each of the places that are looked at, those of `tls-pubkey-auth`'s
//! own tests, and some whose names are nobody's.
#![cfg(fuzzing)]
#[path = "support/der.rs"]
mod der;

use der::{
    CN, EMAIL, IA5, PRINCIPAL_NAME, SMTP_UTF8_MAILBOX, UTF8, XMPP_ADDR, attribute, certificate, other, rfc822,
};
use fuzz::ca_names::run;
use std::{fs, path::PathBuf};

fn made() -> Vec<(&'static str, Vec<u8>)> {
    let of = |name, kind: &[u8], octets: Vec<u8>| (name, [kind, &octets].concat());
    let fixtures =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/tls-pubkey-auth/tests/authorities");
    let file = |name| fs::read(fixtures.join(name)).unwrap();
    let alice = "alice@Example.org";
    let two = [attribute(CN, UTF8, "alice"), attribute(EMAIL, IA5, alice)];
    vec![
        of("cn", b"c", certificate(&two, &[])),
        of("email", b"e", certificate(&two, &[])),
        of("san-email", b"s", certificate(&two, &[rfc822(alice), other(XMPP_ADDR, "a@b.org")])),
        of("san-utf8", b"s", certificate(&[], &[other(SMTP_UTF8_MAILBOX, "älice@example.org")])),
        of("upn", b"u", certificate(&[], &[rfc822("b@example.org"), other(PRINCIPAL_NAME, alice)])),
        of("xmpp", b"x", certificate(&[], &[other(XMPP_ADDR, alice)])),
        of("of-openssl", b"e", file("alice.der")),
        of("authority", b"a", x509_parser::pem::parse_x509_pem(&file("ca.pem")).unwrap().1.contents),
        of("crl", b"l", crl()),
        // And what is nobody's.
        of("refused-two-cn", b"c", certificate(&[two[0].clone(), attribute(CN, UTF8, "root")], &[])),
        of("refused-two-emails", b"e", certificate(&[two[1].clone(), attribute(EMAIL, IA5, "b@a.org")], &[])),
        of("refused-two-sans", b"s", certificate(&[], &[rfc822(alice), rfc822("bob@example.org")])),
        of(
            "refused-two-upns",
            b"u",
            certificate(&[], &[other(PRINCIPAL_NAME, alice), other(PRINCIPAL_NAME, "b@a.org")]),
        ),
        of("refused-nul", b"e", certificate(&[attribute(EMAIL, IA5, "a@b.org\0.c.org")], &[])),
        of("refused-foreign-crl", b"l", file("crl.pem")),
        of("refused-end-entity", b"a", file("alice.der")),
    ]
}

/// A list of somebody's below the authorities: nobody here can say whether it is signed.
fn crl() -> Vec<u8> {
    const ALGORITHM: &[u8] = b"\x30\x05\x06\x03\x2b\x65\x70";
    let name = der::element(0x30, &[&attribute(CN, UTF8, "Below")]);
    let time = |text: &str| der::element(0x17, &[text.as_bytes()]);
    let number = der::element(0x30, &[b"\x06\x03\x55\x1d\x14", b"\x04\x03\x02\x01\x01"]);
    let key = der::element(0x30, &[b"\x06\x03\x55\x1d\x23", b"\x04\x06\x30\x04\x80\x02\x01\x01"]);
    let extensions = der::element(0xa0, &[&der::element(0x30, &[&key, &number])]);
    let list = der::element(
        0x30,
        &[b"\x02\x01\x01", ALGORITHM, &name, &time("260101000000Z"), &time("270101000000Z"), &extensions],
    );
    der::element(0x30, &[&list, ALGORITHM, &der::element(0x03, &[&[0], &[0; 64]])])
}

#[test]
fn ca_names() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/ca_names");
    let made = made();
    for (name, input) in &made {
        let path = folder.join(name);
        if std::env::var_os("WRITE_SEEDS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, input).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), *input, "{} is stale", path.display());
        assert_eq!(run(input), !name.starts_with("refused-"), "{name}");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), made.len());
}
