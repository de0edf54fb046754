//! App passwords: generated here, one for each program, and verified cheaply.
use crate::directory_secret::DirectorySecret;
use hmac::{HmacReset, KeyInit, digest::FixedOutputReset, digest::Update};
use sasl_core::{Entropy, Secret};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The alphabet of base 32, without characters that are easily confused.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 28 letters of five bits are 140 bits, which cannot be guessed even if the hash is cheap.
const GROUPS: usize = 4;
const GROUP: usize = 7;

/// Generates a password for one program: 140 random bits in ASCII, so that all clients prepare it alike.
///
/// Show it once to its owner. Store [`Credentials`](crate::Credentials) of it for SCRAM, and its
/// [tag](DirectorySecret::app_password_tag) for PLAIN.
///
/// ```
/// use countersign::{Entropy, app_password};
/// let password = app_password(Entropy::new([7; 32]));
/// assert_eq!(password.expose().len(), 31);
/// assert!(password.expose().bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-'));
/// ```
pub fn app_password(entropy: Entropy) -> Secret {
    let octets = Zeroizing::new(entropy.into_octets());
    let mut text = Zeroizing::new(String::with_capacity(GROUPS.saturating_mul(GROUP.saturating_add(1))));
    // Each octet yields one letter. 256 is a multiple of 32, so all letters have the same probability.
    for (at, octet) in octets.iter().take(GROUPS.saturating_mul(GROUP)).enumerate() {
        if at > 0 && at.is_multiple_of(GROUP) {
            text.push('-');
        }
        let letter = LETTERS.get(usize::from(octet & 31)).copied().unwrap_or(b'a');
        text.push(char::from(letter));
    }
    Secret::new(text.as_str())
}

impl DirectorySecret {
    /// Returns the tag that identifies an app password sent in plaintext: HMAC-SHA-256 under a key of the
    /// directory.
    ///
    /// A stolen tag is useless without that key, and a comparison of tags discloses nothing. The cost is the same
    /// for all passwords of usual length. Compute the tag for every submitted password, whether or not the account
    /// exists.
    ///
    /// ```
    /// use countersign::{DirectorySecret, Secret};
    /// let tag = |secret, password| DirectorySecret::new([secret; 32]).app_password_tag(&Secret::new(password));
    /// assert_eq!(tag(1, "one"), tag(1, "one"));
    /// assert_ne!(tag(1, "one"), tag(1, "another"));
    /// assert_ne!(tag(1, "one"), tag(2, "one"));
    /// ```
    pub fn app_password_tag(&self, password: &Secret) -> [u8; 32] {
        // HMAC accepts keys of any length.
        let Ok(mut mac) = HmacReset::<Sha256>::new_from_slice(self.octets()) else { return [0; 32] };
        mac.update(b"app password\0");
        mac.update(password.expose().as_bytes());
        // In place, and wiped when dropped: `finalize` would move the state and leave a copy of the password in
        // memory.
        mac.finalize_fixed_reset().into()
    }
}
