//! `$pbkdf2-sha256$i=<count>[,l=<octets>]$<salt>$<hash>`, also with `-sha512`, or without a suffix for SHA-1 (RFC
//! 8018, PHC string).
use super::{
    hashing::Hashing,
    once::Once,
    text::{self, Octets},
};
use core::fmt;
use sasl_core::mechanism::Verification;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The parameters, the salt and the hash.
#[derive(Clone)]
pub(crate) struct Pbkdf2 {
    prf: Prf,
    iterations: u32,
    /// Whether the text contains the length.
    with_length: bool,
    salt: Octets,
    hash: Octets,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prf {
    Sha1,
    Sha256,
    Sha512,
}

/// A higher count is an error or an attempt to overload the machine.
pub(super) const ITERATIONS: u32 = 10_000_000;

impl Prf {
    const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "pbkdf2",
            Self::Sha256 => "pbkdf2-sha256",
            Self::Sha512 => "pbkdf2-sha512",
        }
    }

    const fn octets(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

impl Pbkdf2 {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let [name, parameters, salt, hash] = text::parts(text.strip_prefix('$')?, '$')?;
        let prf = Prf::ALL.into_iter().find(|prf| prf.name() == name)?;
        let (iterations, length) = match parameters.split_once(',') {
            Some((iterations, length)) => (iterations, Some(text::named(length, "l")?)),
            None => (parameters, None),
        };
        let iterations = text::named(iterations, "i").filter(|count| (1..=ITERATIONS).contains(count))?;
        let (salt, hash) = (text::unpadded(salt)?, text::unpadded(hash)?);
        // Blocks beyond the length of the hash function would cost extra work without a gain in security.
        let fits = (1..=64).contains(&salt.len()) && (16..=prf.octets()).contains(&hash.len());
        let with_length = length.is_some();
        let agrees = length.is_none_or(|length| usize::try_from(length) == Ok(hash.len()));
        (fits && agrees).then_some(Self { prf, iterations, with_length, salt, hash })
    }

    fn is_of(&self, form: &[u8]) -> bool {
        let mut made = Zeroizing::new(vec![0; self.hash.len()]);
        let derive = match self.prf {
            Prf::Sha1 => pbkdf2::pbkdf2_hmac::<Sha1>,
            Prf::Sha256 => pbkdf2::pbkdf2_hmac::<Sha256>,
            Prf::Sha512 => pbkdf2::pbkdf2_hmac::<Sha512>,
        };
        derive(form, &self.salt, self.iterations, &mut made);
        text::same(&made, &self.hash)
    }
}

impl Hashing for Pbkdf2 {
    fn to_text(&self) -> Zeroizing<String> {
        let (name, count) = (self.prf.name(), self.iterations);
        let length = if self.with_length { format!(",l={}", self.hash.len()) } else { String::new() };
        let (salt, hash) = (text::to_unpadded(&self.salt), text::to_unpadded(&self.hash));
        Zeroizing::new(format!("${name}$i={count}{length}${}${}", *salt, *hash))
    }

    fn units(&self) -> u32 {
        self.iterations
    }

    fn iterations(&self) -> u32 {
        self.iterations
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        let (this, form) = (self.clone(), Zeroizing::new(String::from(form)));
        Box::new(Once(move || this.is_of(form.as_bytes())))
    }

    fn kind(&self) -> String {
        format!("{}:{}:{}:{}", self.prf.name(), self.iterations, self.salt.len(), self.hash.len())
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        let nothing = |like: &Octets| Zeroizing::new(vec![0; like.len()]);
        Arc::new(Self { salt: nothing(&self.salt), hash: nothing(&self.hash), ..self.clone() })
    }
}

impl fmt::Debug for Pbkdf2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pbkdf2(..)")
    }
}
