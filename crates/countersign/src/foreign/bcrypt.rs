//! bcrypt: `$2b$<cost>$<22 letters of salt><31 letters of hash>`, also with `2a` and `2y`.
//!
//! bcrypt reads at most 72 octets and stops at a NUL. A longer password, or one with a NUL, would match any other
//! with the same beginning. It is therefore rejected, even if it is correct.
use super::{
    hashing::Hashing,
    text::{self, Octets},
};
use blowfish::Blowfish;
use core::fmt;
use sasl_core::{mechanism::Verification, server::Check};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The version, the cost, the salt and the hash.
#[derive(Clone)]
pub(crate) struct Bcrypt {
    version: char,
    cost: u8,
    salt: [u8; 16],
    hash: Octets,
}

/// 2^4 is the minimum of the format; 2^16 takes some 4 seconds.
pub(super) const COST: core::ops::RangeInclusive<u8> = 4..=16;
/// The maximum length of a password in octets, without the final NUL.
const LONGEST: usize = 72;
/// "OrpheanBeholderScryDoubt"
const TEXT: [[u32; 2]; 3] =
    [[0x4f72_7068, 0x6561_6e42], [0x6568_6f6c, 0x6465_7253], [0x6372_7944, 0x6f75_6274]];

impl Bcrypt {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let [version, cost, rest] = text::parts(text.strip_prefix('$')?, '$')?;
        let version = match version {
            "2a" => 'a',
            "2b" => 'b',
            "2y" => 'y',
            _ => return None,
        };
        let digits = cost.len() == 2 && cost.bytes().all(|c| c.is_ascii_digit());
        let cost = cost.parse().ok().filter(|cost| digits && COST.contains(cost))?;
        let (salt, hash) = rest.split_at_checked(22).filter(|(_, hash)| hash.len() == 31)?;
        let salt = letters::read(salt)?.as_slice().try_into().ok()?;
        let hash = letters::read(hash).filter(|hash| hash.len() == 23)?;
        Some(Self { version, cost, salt, hash })
    }
}

impl Hashing for Bcrypt {
    fn to_text(&self) -> Zeroizing<String> {
        let (salt, hash) = (letters::write(&self.salt), letters::write(&self.hash));
        Zeroizing::new(format!("$2{}${:02}${}{}", self.version, self.cost, *salt, *hash))
    }

    fn units(&self) -> u32 {
        1_u32.checked_shl(self.cost.into()).unwrap_or(u32::MAX).saturating_mul(ROUND)
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        // Computed in any case, so that timing reveals nothing.
        let fits = form.len() <= LONGEST && !form.contains('\0');
        let mut key = Zeroizing::new(form.as_bytes().to_vec());
        key.truncate(LONGEST);
        if key.len() < LONGEST {
            key.push(0);
        }
        let mut state = Blowfish::bc_init_state();
        state.salted_expand_key(&self.salt, &key);
        let left = 1_u32.checked_shl(self.cost.into()).unwrap_or(u32::MAX);
        Box::new(Hashed { state, key, salt: self.salt, left, hash: self.hash.clone(), fits })
    }

    fn kind(&self) -> String {
        format!("bcrypt:{}", self.cost)
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        Arc::new(Self { salt: [0; 16], hash: Zeroizing::new(vec![0; 23]), ..self.clone() })
    }
}

/// The units of one round.
const ROUND: u32 = 256;

/// A check in progress.
struct Hashed {
    state: Blowfish,
    key: Octets,
    salt: [u8; 16],
    left: u32,
    hash: Octets,
    fits: bool,
}

impl Verification for Hashed {
    fn advance(&mut self, units: u32) -> Option<Check> {
        let now = self.left.min((units / ROUND).max(1));
        for _ in 0..now {
            self.state.bc_expand_key(&self.key);
            self.state.bc_expand_key(&self.salt);
        }
        self.left = self.left.saturating_sub(now);
        if self.left > 0 {
            return None;
        }
        let mut made: Octets = Zeroizing::new(Vec::with_capacity(24));
        for mut block in TEXT {
            for _ in 0..64 {
                block = self.state.bc_encrypt(block);
            }
            made.extend(block.into_iter().flat_map(u32::to_be_bytes));
        }
        // The last octet is not part of the text.
        made.truncate(23);
        let matches = text::same(&made, &self.hash);
        Some(if matches && self.fits { Check::Match } else { Check::NoMatch })
    }
}

impl fmt::Debug for Bcrypt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bcrypt(..)")
    }
}

/// bcrypt's base64: its own alphabet, without padding.
mod letters {
    use super::Octets;
    use base64ct::{Base64Bcrypt, Encoding};
    use zeroize::Zeroizing;

    /// Accepts only canonical text: unused bits must be zero.
    pub(super) fn read(text: &str) -> Option<Octets> {
        let octets = Zeroizing::new(Base64Bcrypt::decode_vec(text).ok()?);
        (*write(&octets) == text).then_some(octets)
    }

    pub(super) fn write(octets: &[u8]) -> Zeroizing<String> {
        Zeroizing::new(Base64Bcrypt::encode_string(octets))
    }
}
