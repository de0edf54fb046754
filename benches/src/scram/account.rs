//! The account of all measured logins.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The user name.
pub const USER: &str = "user";
/// The password.
pub const PASSWORD: &str = "pencil";
/// The iteration count of the account.
pub const ITERATIONS: u32 = 4096;
/// The account's salt.
pub const SALT: [u8; 16] = *b"\x5bmi\x9d\x12\x35\x8e\xec\xa0KAB6\xfa\xaa\x0e";

/// The keys of the account for SCRAM-SHA-256.
pub struct Script {
    /// The key that a client proves.
    pub client_key: [u8; 32],
    /// The key that a server stores.
    pub stored_key: [u8; 32],
    /// The key that a server proves.
    pub server_key: [u8; 32],
}

/// Returns the key that a client can cache in place of the password.
pub fn salted() -> [u8; 32] {
    let mut salted = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(PASSWORD.as_bytes(), &SALT, ITERATIONS, &mut salted);
    salted
}

/// Computes HMAC-SHA-256.
pub fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

impl Script {
    /// Derives the keys.
    pub fn new() -> Self {
        let salted = salted();
        let client_key = mac(&salted, b"Client Key");
        let stored_key = Sha256::digest(client_key).into();
        Self { client_key, stored_key, server_key: mac(&salted, b"Server Key") }
    }

    /// Returns the account's record as a server stores it.
    pub fn record(&self) -> String {
        let [salt, stored, server] =
            [&SALT[..], &self.stored_key, &self.server_key].map(Base64::encode_string);
        format!("SCRAM-SHA-256${ITERATIONS}:{salt}${stored}:{server}")
    }
}
