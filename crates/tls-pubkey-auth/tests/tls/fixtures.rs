//! The files of `tests/certificates`.
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::{fs, path::PathBuf};

pub(crate) fn read(name: &str) -> Vec<u8> {
    // Where this file is, so that another workspace that borrows it finds them, too.
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = ["tests/certificates", "../../crates/tls-pubkey-auth/tests/certificates"];
    let folder = folder.iter().map(|folder| here.join(folder)).find(|folder| folder.is_dir()).unwrap();
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn certificate(name: &str) -> CertificateDer<'static> {
    CertificateDer::from(read(&format!("{name}.der")))
}

pub(crate) fn key(name: &str) -> PrivateKeyDer<'static> {
    read(&format!("{name}.key")).try_into().unwrap()
}
