//! Dovecot's `{DIGEST-MD5}`: MD5 of `user:realm:password`. The mechanism DIGEST-MD5 is not supported: the record
//! checks PLAIN passwords and is removed at the next upgrade. In the text form the part before the password
//! follows, in base64.
use super::{
    hashing::Hashing,
    once::Once,
    text::{self, Octets},
};
use core::fmt;
use md5::{Digest as _, Md5};
use sasl_core::mechanism::Verification;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The prefix of the hashed text, and the hash.
#[derive(Clone)]
pub(crate) struct DigestMd5 {
    /// `user:realm:`
    before: String,
    hash: Octets,
}

const SCHEME: &str = "{DIGEST-MD5}";
/// The maximum length of a name and its realm in octets.
const NAME: usize = 1024;

impl DigestMd5 {
    /// Creates the record. The realm is the part after the last `@` of the name.
    pub(crate) fn of_user(user: &str, digits: &str) -> Option<Self> {
        let (name, realm) = user.rsplit_once('@').unwrap_or((user, ""));
        Self::new(format!("{name}:{realm}:"), text::hex(digits)?)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (digits, before) = text.strip_prefix(SCHEME)?.split_once('$')?;
        let before = text::unpadded(before)?;
        Self::new(core::str::from_utf8(&before).ok()?.into(), text::hex(digits)?)
    }

    fn new(before: String, hash: Octets) -> Option<Self> {
        let fits = hash.len() == 16 && before.len() <= NAME && before.matches(':').count() >= 2;
        fits.then_some(Self { before, hash })
    }

    /// Returns only the digits, as Dovecot stores them.
    pub(crate) fn digits(&self) -> Zeroizing<String> {
        text::to_hex(&self.hash)
    }

    fn is_of(&self, form: &str) -> bool {
        let made = Md5::new().chain_update(&self.before).chain_update(form).finalize();
        text::same(&made, &self.hash)
    }
}

impl Hashing for DigestMd5 {
    fn to_text(&self) -> Zeroizing<String> {
        let before = text::to_unpadded(self.before.as_bytes());
        Zeroizing::new(format!("{SCHEME}{}${}", *self.digits(), *before))
    }

    fn units(&self) -> u32 {
        1
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        let (this, form) = (self.clone(), Zeroizing::new(String::from(form)));
        Box::new(Once(move || this.is_of(&form)))
    }

    fn kind(&self) -> String {
        "digest-md5".into()
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        Arc::new(Self { before: "nobody::".into(), hash: Zeroizing::new(vec![0; 16]) })
    }
}

impl fmt::Debug for DigestMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestMd5(..)")
    }
}
