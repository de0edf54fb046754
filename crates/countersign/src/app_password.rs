//! App passwords: made here, for one program each, and recognised without the cost of a chosen one.
use crate::directory_secret::DirectorySecret;
use hmac::{HmacReset, KeyInit, digest::FixedOutputReset, digest::Update};
use sasl_core::{Entropy, Secret};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Of base 32, without what is mistaken for something else.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 28 letters of five bits: 140 bits that nobody guesses, whatever the hash costs.
const GROUPS: usize = 4;
const GROUP: usize = 7;

/// A password for one program: 140 random bits in ASCII, so that every client prepares it alike. Show it once, to its
/// owner; store [`Credentials`](crate::Credentials) of it for SCRAM, and its [tag](DirectorySecret::app_password_tag) for
/// PLAIN.
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
    // Each octet gives one letter: 256 is a multiple of 32, so all are as likely.
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
    /// What an app password is found by when it is sent as such: HMAC-SHA-256 under a key of the directory's own. Whoever
    /// steals it can do nothing with it, and what it is compared with tells nothing. It costs the same for every password of
    /// usual length; compute it for each that is sent, whether there is such an account or not.
    ///
    /// ```
    /// use countersign::{DirectorySecret, Secret};
    /// let tag = |secret, password| DirectorySecret::new([secret; 32]).app_password_tag(&Secret::new(password));
    /// assert_eq!(tag(1, "one"), tag(1, "one"));
    /// assert_ne!(tag(1, "one"), tag(1, "another"));
    /// assert_ne!(tag(1, "one"), tag(2, "one"));
    /// ```
    pub fn app_password_tag(&self, password: &Secret) -> [u8; 32] {
        // HMAC takes keys of any length.
        let Ok(mut mac) = HmacReset::<Sha256>::new_from_slice(self.octets()) else { return [0; 32] };
        mac.update(b"app password\0");
        mac.update(password.expose().as_bytes());
        // In place, and wiped when it is dropped: `finalize` moves the state, and leaves a copy of the password behind.
        mac.finalize_fixed_reset().into()
    }
}
