//! SCRAM's arithmetic once more (RFC 5802 section 3), on other people's HMAC and PBKDF2. It shares no code with
//! the crate under test.
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What a password, a salt and a count lead to.
pub(crate) struct Keys {
    client_key: [u8; 32],
    pub(crate) stored_key: [u8; 32],
    pub(crate) server_key: [u8; 32],
}

pub(crate) fn keys(password: &str, salt: &[u8], count: u32) -> Keys {
    let mut salted = [0; 32];
    pbkdf2::pbkdf2::<Hmac<Sha256>>(password.as_bytes(), salt, count, &mut salted).unwrap();
    keys_of(&salted)
}

/// What a `SaltedPassword` leads to.
pub(crate) fn keys_of(salted: &[u8]) -> Keys {
    let client_key = mac(salted, "Client Key");
    Keys { client_key, stored_key: Sha256::digest(client_key).into(), server_key: mac(salted, "Server Key") }
}

impl Keys {
    /// `ClientProof`, in base64.
    pub(crate) fn proof(&self, auth_message: &str) -> String {
        let signature = mac(&self.stored_key, auth_message);
        let proof: Vec<u8> = self.client_key.iter().zip(signature).map(|(key, octet)| key ^ octet).collect();
        base64(&proof)
    }

    /// `v=` and the `ServerSignature`.
    pub(crate) fn verifier(&self, auth_message: &str) -> String {
        format!("v={}", base64(&mac(&self.server_key, auth_message)))
    }

    /// As RFC 5803 stores them.
    pub(crate) fn text(&self, salt: &[u8], count: u32) -> String {
        let [salt, stored_key, server_key] = [salt, &self.stored_key, &self.server_key].map(base64);
        format!("SCRAM-SHA-256${count}:{salt}${stored_key}:{server_key}")
    }
}

fn mac(key: &[u8], message: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().into()
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 section 4.
pub(crate) fn base64(octets: &[u8]) -> String {
    let mut text = String::new();
    for chunk in octets.chunks(3) {
        let octet = |at: usize| chunk.get(at).copied().map_or(0, u32::from);
        let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
        for at in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap();
            let used = at <= u32::try_from(chunk.len()).unwrap();
            text.push(if used { char::from(ALPHABET[sextet]) } else { '=' });
        }
    }
    text
}

/// The same in reverse, of what is well-formed.
pub(crate) fn unbase64(text: &str) -> Vec<u8> {
    let sextets: Vec<u32> = text
        .bytes()
        .filter_map(|c| ALPHABET.iter().position(|a| *a == c))
        .map(|at| u32::try_from(at).unwrap())
        .collect();
    let quads = sextets.chunks(4).flat_map(|quad| {
        let bits = quad.iter().enumerate().fold(0, |bits, (at, sextet)| bits | sextet << (18 - 6 * at));
        bits.to_be_bytes()[1..quad.len()].to_vec()
    });
    quads.collect()
}

#[test]
fn the_reference_agrees_with_rfc_7677() {
    let salt = unbase64("W22ZaJ0SNY7soEsUEjb6gQ==");
    let keys = keys("pencil", &salt, 4096);
    let auth_message = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                        s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,\
                        c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    assert_eq!(keys.proof(auth_message), "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assert_eq!(keys.verifier(auth_message), "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assert_eq!(
        keys.text(&salt, 4096),
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:\
         wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    );
}

#[test]
fn the_reference_agrees_with_rfc_4648() {
    for (octets, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(octets.as_bytes()), text);
        assert_eq!(unbase64(text), octets.as_bytes());
    }
}
