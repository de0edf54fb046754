//! The proof of possession for the registration of a key.
//!
//! Certificates are public. Without a proof an attacker could register a victim's certificate, and the victim
//! would log in to the attacker's account.
use crate::spki::Spki;
use alloc::{string::String, vec::Vec};
use core::fmt;

/// A request to register a key, with the evidence of its possession.
#[derive(Debug)]
pub struct Claim(Word);

#[derive(Debug)]
#[cfg_attr(
    not(any(feature = "rustls", feature = "openssl")),
    expect(dead_code, reason = "without a TLS library nothing is proved here")
)]
enum Word {
    /// The requesting client has proved possession of the private key. If the proof was a challenge, it is valid
    /// only for this account.
    Proved(Spki, Option<String>),
    /// An administrator of the directory vouches for the key.
    Administrator(Spki),
}

impl Claim {
    /// Creates a claim that an administrator vouches for. Possession is not proved; the user interface should say
    /// so.
    pub fn trusted_by_administrator(spki: Spki) -> Self {
        Self(Word::Administrator(spki))
    }

    /// Creates a claim for a key that was proved in the handshake of the requesting connection.
    #[cfg(any(feature = "rustls", feature = "openssl"))]
    pub(crate) fn proved(spki: Spki) -> Self {
        Self(Word::Proved(spki, None))
    }

    /// Creates a claim for a key that has signed a challenge for this account.
    #[cfg(feature = "rustls")]
    pub(crate) fn signed(spki: Spki, account: String) -> Self {
        Self(Word::Proved(spki, Some(account)))
    }

    /// Returns whether possession was proved.
    pub fn is_proved(&self) -> bool {
        matches!(self.0, Word::Proved(..))
    }

    /// Returns the public key.
    pub fn spki(&self) -> &Spki {
        let (Word::Proved(spki, _) | Word::Administrator(spki)) = &self.0;
        spki
    }

    pub(crate) fn into_key_for(self, account: &str) -> Option<Spki> {
        match self.0 {
            Word::Proved(_, Some(other)) if other != account => None,
            Word::Proved(spki, _) | Word::Administrator(spki) => Some(spki),
        }
    }
}

/// A challenge whose signature proves possession of a key, for one account and one use.
///
/// The beginning of the text ensures that it is neither a TLS message nor another challenge for the same key. To
/// sign it with openssl: `openssl dgst -sha256 -sign KEY challenge` (`-sha384` for P-384, `-sha512` for P-521, and
/// `openssl pkeyutl -sign -rawin -inkey KEY -in challenge` for Ed25519).
#[derive(Clone)]
pub struct Challenge {
    account: String,
    nonce: [u8; 32],
}

/// The beginning of the text, which no TLS message has.
const HEAD: &str = "countersign: register this key\n";

/// Decodes two hexadecimal digits for each octet.
fn base16(digits: &str, octets: &mut [u8; 32]) -> Option<()> {
    let digits = digits.as_bytes();
    let pairs = digits.chunks_exact(2);
    if digits.len() != 64 {
        return None;
    }
    for (octet, pair) in octets.iter_mut().zip(pairs) {
        *octet = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(())
}

impl Challenge {
    /// Creates a challenge for this account from 32 random octets that must not be used for anything else. The
    /// caller stores it while it can be answered and deletes it afterwards.
    pub fn new(account: impl Into<String>, nonce: [u8; 32]) -> Self {
        Self { account: account.into(), nonce }
    }

    /// Returns the text to sign.
    pub fn message(&self) -> Vec<u8> {
        let nonce = self.nonce.iter().flat_map(|octet| [octet >> 4, octet & 0x0f]);
        let nonce: String = nonce.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        // The account is last and preceded by its length, so that the text identifies it uniquely.
        let account = &self.account;
        alloc::format!("{HEAD}{nonce}\n{}\n{account}\n", account.len()).into_bytes()
    }

    /// Parses the text of a challenge; it must match octet for octet.
    pub fn read(message: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(message).ok()?;
        let (nonce, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
        let (_, account) = rest.split_once('\n')?;
        let mut octets = [0; 32];
        base16(nonce, &mut octets)?;
        let read = Self { account: account.strip_suffix('\n')?.into(), nonce: octets };
        // The text is valid if it equals the canonical form of what was read.
        (read.message() == message).then_some(read)
    }

    /// Returns the account of the challenge.
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge(..)")
    }
}
