//! Dovecot's `{PBKDF2}$1$<salt>$<count>$<40 hexadecimal digits>`: HMAC-SHA-1 with the text of the salt.
use super::{
    hashing::Hashing,
    once::Once,
    pbkdf2::ITERATIONS,
    text::{self, Octets},
};
use core::fmt;
use sasl_core::mechanism::Verification;
use sha1::Sha1;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The salt, the iteration count and the hash.
#[derive(Clone)]
pub(crate) struct DovecotPbkdf2 {
    salt: String,
    iterations: u32,
    hash: Octets,
}

impl DovecotPbkdf2 {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let [salt, iterations, hash] = text::parts(text.strip_prefix("{PBKDF2}$1$")?, '$')?;
        let iterations = text::number(iterations).filter(|count| (1..=ITERATIONS).contains(count))?;
        let hash = text::hex(hash).filter(|hash| hash.len() == 20)?;
        let fits = (1..=64).contains(&salt.len()) && salt.bytes().all(|c| c.is_ascii_graphic());
        fits.then(|| Self { salt: salt.into(), iterations, hash })
    }

    fn is_of(&self, form: &[u8]) -> bool {
        let mut made = Zeroizing::new([0; 20]);
        pbkdf2::pbkdf2_hmac::<Sha1>(form, self.salt.as_bytes(), self.iterations, made.as_mut_slice());
        text::same(made.as_slice(), &self.hash)
    }
}

impl Hashing for DovecotPbkdf2 {
    fn to_text(&self) -> Zeroizing<String> {
        let hash = text::to_hex(&self.hash);
        Zeroizing::new(format!("{{PBKDF2}}$1${}${}${}", self.salt, self.iterations, *hash))
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
        format!("dovecot-pbkdf2:{}:{}", self.iterations, self.salt.len())
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        let salt = "0".repeat(self.salt.len());
        Arc::new(Self { salt, hash: Zeroizing::new(vec![0; 20]), ..self.clone() })
    }
}

impl fmt::Debug for DovecotPbkdf2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DovecotPbkdf2(..)")
    }
}
