//! A key with its certificate in one file for mail clients and phones: PKCS #12 (RFC 7292).
use crate::{exit::Exit, exit::Failure};
use countersign::{Secret, keys::generate::Generated};
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey, PrivateKeyChain,
};

/// The encryption of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// AES-256 and SHA-256, for current systems.
    Modern,
    /// 3DES and SHA-1, for Android before 14 and old Apple systems. Never RC2, which OpenSSL 3 no longer reads.
    Legacy,
}

/// Rounds of PBKDF2 and of the MAC. Old programs limit them.
const MODERN_ROUNDS: u32 = 100_000;
const LEGACY_ROUNDS: u32 = 10_000;
/// The longest password that old programs accept.
const LEGACY_PASSWORD: usize = 32;

const NOT_ASCII: &str = "the password of a p12 file must be ASCII, because many devices and programs reject the right password otherwise; \
use letters without accents, digits, spaces and punctuation";

/// Returns the file's octets, with this name as the key's friendly name.
pub(super) fn p12(name: &str, key: &Generated, password: &Secret, style: Style) -> Result<Vec<u8>, Failure> {
    let refused = |text: &str| Failure::new(Exit::Refused, text);
    let password = password.expose();
    // Programs encode others differently: Java 25 rejects such a file with 3DES, node-forge 1.4.3 with AES.
    if !password.bytes().all(|octet| (b' '..=b'~').contains(&octet)) {
        return Err(refused(NOT_ASCII));
    }
    if style == Style::Legacy && password.len() > LEGACY_PASSWORD {
        return Err(refused("with --legacy the password can have at most 32 characters"));
    }
    if name.chars().any(|c| u32::from(c) > 0xffff) {
        return Err(refused("the name has a character that a p12 file cannot contain"));
    }
    let failed = |_| refused("cannot create the p12 file");
    let certificate = Certificate::from_der(key.certificate_der()).map_err(failed)?;
    let private = PrivateKey::from_der(key.private_key_der()).map_err(failed)?;
    // Programs find the certificate of a key by this id.
    let identifier = key.spki().fingerprint().octets().to_vec();
    let chain = PrivateKeyChain::new(identifier, private, [certificate]);
    let mut store = KeyStore::new();
    store.add_entry(name, KeyStoreEntry::PrivateKeyChain(chain));
    let writer = store.writer(password);
    let writer = match style {
        Style::Modern => writer
            .encryption_algorithm(EncryptionAlgorithm::PbeWithHmacSha256AndAes256)
            .mac_algorithm(MacAlgorithm::HmacSha256)
            .encryption_iterations(MODERN_ROUNDS)
            .mac_iterations(MODERN_ROUNDS),
        Style::Legacy => writer
            .encryption_algorithm(EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc)
            .mac_algorithm(MacAlgorithm::HmacSha1)
            .encryption_iterations(LEGACY_ROUNDS)
            .mac_iterations(LEGACY_ROUNDS),
    };
    writer.write().map_err(failed)
}
