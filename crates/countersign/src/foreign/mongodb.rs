//! MongoDB's SCRAM-SHA-1. It hashes not the typed password but `hex(MD5(user ":mongo:" password))`, so mail
//! clients cannot use it for SCRAM. It checks PLAIN passwords. The text is `{MONGODB}<user in base64>$` and the
//! record in the format of RFC 5803.
use super::{
    hashing::Hashing,
    text::{self, to_hex},
};
use core::fmt;
use md5::{Digest as _, Md5};
use sasl_core::{Secret, mechanism::Verification};
use sasl_scram::{Sha1, Stored};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The user and the record.
#[derive(Clone)]
pub(crate) struct MongoDbSha1 {
    user: String,
    stored: Arc<Stored<Sha1>>,
}

const SCHEME: &str = "{MONGODB}";
/// The maximum length of a name in octets.
const NAME: usize = 1024;

impl MongoDbSha1 {
    pub(crate) fn new(user: &str, stored: Stored<Sha1>) -> Option<Self> {
        (user.len() <= NAME).then(|| Self { user: user.into(), stored: Arc::new(stored) })
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (user, record) = text.strip_prefix(SCHEME)?.split_once('$')?;
        let user = text::unpadded(user)?;
        Self::new(core::str::from_utf8(&user).ok()?, Stored::parse(record).ok()?)
    }
}

impl Hashing for MongoDbSha1 {
    fn to_text(&self) -> Zeroizing<String> {
        let user = text::to_unpadded(self.user.as_bytes());
        Zeroizing::new(format!("{SCHEME}{}${}", *user, *self.stored.to_text()))
    }

    fn units(&self) -> u32 {
        self.stored.iterations()
    }

    fn iterations(&self) -> u32 {
        self.stored.iterations()
    }

    fn begin(&self, form: &str) -> Box<dyn Verification> {
        let digest =
            Md5::new().chain_update(&self.user).chain_update(":mongo:").chain_update(form).finalize();
        self.stored.verify_exact(&Secret::from(to_hex(&digest)))
    }

    fn kind(&self) -> String {
        format!("mongodb:{}:{}", self.stored.iterations(), self.stored.salt().len())
    }

    fn decoy(&self) -> Arc<dyn Hashing> {
        let salt = vec![0; self.stored.salt().len()];
        match Stored::new(&salt, self.stored.iterations(), &[0; 20], &[0; 20]) {
            Ok(stored) => Arc::new(Self { user: "nobody".into(), stored: Arc::new(stored) }),
            // The parts come from a parsed record, so this does not happen.
            Err(_) => Arc::new(self.clone()),
        }
    }
}

impl fmt::Debug for MongoDbSha1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MongoDbSha1(..)")
    }
}
