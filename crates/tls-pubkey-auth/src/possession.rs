//! On whose word a key is registered.
//!
//! A certificate is public: whoever has seen one could otherwise register it as their own, and its owner would log
//! in to a stranger's account.
use crate::spki::Spki;
use alloc::{string::String, vec::Vec};
use core::fmt;

/// A key that somebody wants to register, and why they may.
#[derive(Debug)]
pub struct Claim(Word);

#[derive(Debug)]
#[cfg_attr(
    not(any(feature = "rustls", feature = "openssl")),
    expect(dead_code, reason = "without a TLS library nothing is proved here")
)]
enum Word {
    /// Whoever asks has shown that they have the private key. For this account only, if it was a challenge.
    Proved(Spki, Option<String>),
    /// Somebody who can write to the directory says so.
    Administrator(Spki),
}

impl Claim {
    /// The administrator's word for it. Nothing is proved: say so where it is said.
    pub fn trusted_by_administrator(spki: Spki) -> Self {
        Self(Word::Administrator(spki))
    }

    /// The key was proved in the handshake of the connection that asks.
    #[cfg(any(feature = "rustls", feature = "openssl"))]
    pub(crate) fn proved(spki: Spki) -> Self {
        Self(Word::Proved(spki, None))
    }

    /// The key has signed a challenge for this account.
    #[cfg(feature = "rustls")]
    pub(crate) fn signed(spki: Spki, account: String) -> Self {
        Self(Word::Proved(spki, Some(account)))
    }

    /// Possession was proved.
    pub fn is_proved(&self) -> bool {
        matches!(self.0, Word::Proved(..))
    }

    /// The key.
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

/// Something to sign in order to show that one has a key: for one account, once.
///
/// The text begins so that it can be no message of TLS, and no other challenge that this key may be asked to sign.
/// With openssl: `openssl dgst -sha256 -sign KEY challenge` (`-sha384` for P-384, `-sha512` for P-521, and
/// `openssl pkeyutl -sign -rawin -inkey KEY -in challenge` for Ed25519).
#[derive(Clone)]
pub struct Challenge {
    account: String,
    nonce: [u8; 32],
}

/// No message of TLS begins like this.
const HEAD: &str = "countersign: register this key\n";

/// Two hexadecimal digits for each octet.
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
    /// For this account, with 32 random octets that are used for nothing else. The caller remembers it for as long
    /// as it may be answered, and forgets it once it was.
    pub fn new(account: impl Into<String>, nonce: [u8; 32]) -> Self {
        Self { account: account.into(), nonce }
    }

    /// The text to sign.
    pub fn message(&self) -> Vec<u8> {
        let nonce = self.nonce.iter().flat_map(|octet| [octet >> 4, octet & 0x0f]);
        let nonce: String = nonce.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        // The account stands last and before it its length, so that one text stands for one account.
        let account = &self.account;
        alloc::format!("{HEAD}{nonce}\n{}\n{account}\n", account.len()).into_bytes()
    }

    /// The challenge that has this text, octet for octet.
    pub fn read(message: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(message).ok()?;
        let (nonce, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
        let (_, account) = rest.split_once('\n')?;
        let mut octets = [0; 32];
        base16(nonce, &mut octets)?;
        let read = Self { account: account.strip_suffix('\n')?.into(), nonce: octets };
        // Lengths, letters and ends are right if it is what this would have been written as.
        (read.message() == message).then_some(read)
    }

    /// The account that it is for.
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge(..)")
    }
}
