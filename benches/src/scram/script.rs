//! Scripted ends of an exchange as counterparts of the tested programs, independent of all of them.

use super::account::{ITERATIONS, SALT, Script, USER, mac};
use base64ct::{Base64, Encoding};

impl Script {
    /// Returns a client's first message: each number has a different nonce.
    pub fn client_first(number: usize) -> Vec<u8> {
        format!("n,,n={USER},r={number:024}").into_bytes()
    }

    /// Returns a client's answer to the server's first message.
    pub fn client_final(&self, client_first: &[u8], server_first: &[u8]) -> Vec<u8> {
        let nonce = nonce(server_first);
        let message = [b"c=biws,r=", nonce].concat();
        let signature = mac(&self.stored_key, &auth_message(client_first, server_first, &message));
        let proof: Vec<u8> = self.client_key.iter().zip(signature).map(|(key, octet)| key ^ octet).collect();
        [&message[..], b",p=", Base64::encode_string(&proof).as_bytes()].concat()
    }

    /// Returns a server's challenge.
    pub fn server_first(client_first: &[u8]) -> Vec<u8> {
        let salt = Base64::encode_string(&SALT);
        let nonce = String::from_utf8_lossy(nonce(client_first));
        format!("r={nonce}3rfcNHYJY1ZVvWVs7j+f0Khu,s={salt},i={ITERATIONS}").into_bytes()
    }

    /// Returns a server's proof.
    pub fn server_final(&self, client_first: &[u8], server_first: &[u8], client_final: &[u8]) -> Vec<u8> {
        let proof = client_final.windows(3).rposition(|three| three == b",p=").expect("a proof");
        let message = auth_message(client_first, server_first, &client_final[..proof]);
        format!("v={}", Base64::encode_string(&mac(&self.server_key, &message))).into_bytes()
    }
}

fn auth_message(client_first: &[u8], server_first: &[u8], client_final: &[u8]) -> Vec<u8> {
    [&client_first[3..], server_first, client_final].join(&b',')
}

/// Returns the value of `r=`.
fn nonce(message: &[u8]) -> &[u8] {
    let attribute = message.split(|octet| *octet == b',').find_map(|part| part.strip_prefix(b"r="));
    attribute.expect("a nonce")
}
