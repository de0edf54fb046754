//! The files of `tests/certificates`, which `make.py` there makes.
use std::{fs, path::PathBuf};

pub(crate) fn read(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/certificates");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A DER element: enough for what is put together here.
pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = body.len();
    let head = match length {
        0..=0x7f => vec![length as u8],
        0x80..=0xff => vec![0x81, length as u8],
        0x100..=0xffff => vec![0x82, (length >> 8) as u8, length as u8],
        _ => vec![0x83, (length >> 16) as u8, (length >> 8) as u8, length as u8],
    };
    [&[tag][..], &head, &body].concat()
}

pub(crate) fn ed25519_spki(key: &[u8]) -> Vec<u8> {
    let algorithm = element(0x30, &[b"\x06\x03\x2b\x65\x70"]);
    element(0x30, &[&algorithm, &element(0x03, &[&[0], key])])
}

pub(crate) fn p256_spki(point: &[u8]) -> Vec<u8> {
    let algorithm = element(
        0x30,
        &[b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01", b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"],
    );
    element(0x30, &[&algorithm, &element(0x03, &[&[0], point])])
}

pub(crate) fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let algorithm = element(0x30, &[b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"]);
    let key = element(0x30, &[&element(0x02, &[modulus]), &element(0x02, &[exponent])]);
    element(0x30, &[&algorithm, &element(0x03, &[&[0], &key])])
}
