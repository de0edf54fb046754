//! `$scrypt$ln=<log2 N>,r=<r>,p=<p>$<salt>$<hash>` (RFC 7914, PHC string).
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
pub(crate) struct Scrypt {
    log_n: u8,
    r: u32,
    p: u32,
    salt: Octets,
    hash: Octets,
}

/// 256 MiB: a login must not exhaust the memory of a server.
pub(super) const MEMORY: u64 = 256 * 1024 * 1024;
pub(super) const R: u32 = 64;
pub(super) const P: u32 = 16;

/// Returns the memory of one check in octets, or `None` if it overflows.
pub(super) fn octets(log_n: u32, r: u32) -> Option<u64> {
    let n = 1_u64.checked_shl(log_n)?;
    n.checked_mul(128)?.checked_mul(r.into())
}

impl Scrypt {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let [parameters, salt, hash] = text::parts(text.strip_prefix("$scrypt$")?, '$')?;
        let [log_n, r, p] = text::parts(parameters, ',')?;
        let (log_n, r, p) = (text::named(log_n, "ln")?, text::named(r, "r")?, text::named(p, "p")?);
        let log_n = u8::try_from(log_n).ok().filter(|log_n| (1..=24).contains(log_n))?;
        let memory = octets(log_n.into(), r)?;
        let (salt, hash) = (text::unpadded(salt)?, text::unpadded(hash)?);
        let fits = (1..=R).contains(&r) && (1..=P).contains(&p) && memory <= MEMORY;
        let fits = fits && (1..=64).contains(&salt.len()) && (16..=64).contains(&hash.len());
        // scrypt multiplies r and p before it checks them.
        let this = fits.then(|| Self { log_n, r, p, salt, hash })?;
        this.parameters()?;
        Some(this)
    }

    fn parameters(&self) -> Option<scrypt::Params> {
        scrypt::Params::new(self.log_n, self.r, self.p).ok()
    }

    fn is_of(&self, form: &[u8]) -> bool {
        let Some(parameters) = self.parameters() else { return false };
        let mut made = Zeroizing::new(vec![0; self.hash.len()]);
        scrypt::scrypt(form, &self.salt, &parameters, &mut made).is_ok() && text::same(&made, &self.hash)
    }
}

impl Hashing for Scrypt {
    fn to_text(&self) -> Zeroizing<String> {
        let Self { log_n, r, p, .. } = self;
        let (salt, hash) = (text::to_unpadded(&self.salt), text::to_unpadded(&self.hash));
        Zeroizing::new(format!("$scrypt$ln={log_n},r={r},p={p}${}${}", *salt, *hash))
    }

    fn units(&self) -> u32 {
        let blocks = 2_u32.checked_shl(u32::from(self.log_n)).unwrap_or(u32::MAX);
        blocks.saturating_mul(self.r).saturating_mul(self.p)
    }

    fn memory(&self) -> u32 {
        // 128 * N * r octets for V, and as much as one row of it for each of p blocks (RFC 7914 section 6).
        let rows = 1_u32.checked_shl(u32::from(self.log_n)).unwrap_or(u32::MAX).saturating_add(self.p);
        rows.saturating_mul(self.r).div_ceil(8)
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        let (this, form) = (self.clone(), Zeroizing::new(String::from(form)));
        Box::new(Once(move || this.is_of(form.as_bytes())))
    }

    fn kind(&self) -> String {
        let (salt, hash) = (self.salt.len(), self.hash.len());
        format!("scrypt:{}:{}:{}:{salt}:{hash}", self.log_n, self.r, self.p)
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        let nothing = |like: &Octets| Zeroizing::new(vec![0; like.len()]);
        Arc::new(Self { salt: nothing(&self.salt), hash: nothing(&self.hash), ..self.clone() })
    }
}

impl fmt::Debug for Scrypt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrypt(..)")
    }
}
