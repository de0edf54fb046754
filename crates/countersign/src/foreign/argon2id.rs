//! `$argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>` (RFC 9106, PHC string).
use super::{
    hashing::Hashing,
    once::Once,
    text::{self, Octets},
};
use core::fmt;
use sasl_core::mechanism::Verification;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The parameters, the salt and the hash.
#[derive(Clone)]
pub(crate) struct Argon2id {
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: Octets,
    hash: Octets,
}

/// 256 MiB: a login must not exhaust the memory of a server.
pub(super) const MEMORY: u32 = 262_144;
pub(super) const PASSES: u32 = 64;
pub(super) const LANES: u32 = 64;

impl Argon2id {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("$argon2id$v=19$")?;
        let [parameters, salt, hash] = text::parts(rest, '$')?;
        let [memory, passes, lanes] = text::parts(parameters, ',')?;
        let (memory, passes, lanes) =
            (text::named(memory, "m")?, text::named(passes, "t")?, text::named(lanes, "p")?);
        let fits =
            (1..=MEMORY).contains(&memory) && (1..=PASSES).contains(&passes) && (1..=LANES).contains(&lanes);
        let (salt, hash) = (text::unpadded(salt)?, text::unpadded(hash)?);
        let fits = fits && (8..=64).contains(&salt.len()) && (16..=64).contains(&hash.len());
        let this = Self { memory, passes, lanes, salt, hash };
        this.parameters().filter(|_| fits)?;
        Some(this)
    }

    fn parameters(&self) -> Option<argon2::Params> {
        argon2::Params::new(self.memory, self.passes, self.lanes, Some(self.hash.len())).ok()
    }

    fn is_of(&self, form: &[u8]) -> bool {
        let Some(parameters) = self.parameters() else { return false };
        let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, parameters);
        let mut made = Zeroizing::new(vec![0; self.hash.len()]);
        argon2.hash_password_into(form, &self.salt, &mut made).is_ok() && text::same(&made, &self.hash)
    }
}

impl Hashing for Argon2id {
    fn to_text(&self) -> Zeroizing<String> {
        let Self { memory, passes, lanes, .. } = self;
        let (salt, hash) = (text::to_unpadded(&self.salt), text::to_unpadded(&self.hash));
        Zeroizing::new(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${}${}", *salt, *hash))
    }

    fn units(&self) -> u32 {
        self.memory.saturating_mul(self.passes).saturating_mul(8)
    }

    fn memory(&self) -> u32 {
        // At least eight blocks for each lane (RFC 9106 section 3.1).
        self.memory.max(self.lanes.saturating_mul(8))
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        let (this, form) = (self.clone(), Zeroizing::new(String::from(form)));
        Box::new(Once(move || this.is_of(form.as_bytes())))
    }

    fn kind(&self) -> String {
        let (salt, hash) = (self.salt.len(), self.hash.len());
        format!("argon2id:{}:{}:{}:{salt}:{hash}", self.memory, self.passes, self.lanes)
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        let nothing = |like: &Octets| Zeroizing::new(vec![0; like.len()]);
        Arc::new(Self { salt: nothing(&self.salt), hash: nothing(&self.hash), ..self.clone() })
    }
}

impl fmt::Debug for Argon2id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Argon2id(..)")
    }
}
