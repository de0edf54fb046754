//! The parser for all kinds of imported hashes.
use super::Hashing;
#[cfg(feature = "imported")]
use super::{Argon2id, Bcrypt, DigestMd5, DovecotPbkdf2, MongoDbSha1, Pbkdf2, Scrypt};
use std::sync::Arc;

/// Parses the output of [`Hashing::to_text`].
#[cfg(feature = "imported")]
pub(crate) fn parse(text: &str) -> Option<Arc<dyn Hashing>> {
    fn some<T: Hashing + 'static>(read: Option<T>) -> Option<Arc<dyn Hashing>> {
        read.map(|hashing| Arc::new(hashing) as _)
    }
    some(Bcrypt::parse(text))
        .or_else(|| some(Argon2id::parse(text)))
        .or_else(|| some(Scrypt::parse(text)))
        .or_else(|| some(Pbkdf2::parse(text)))
        .or_else(|| some(DovecotPbkdf2::parse(text)))
        .or_else(|| some(DigestMd5::parse(text)))
        .or_else(|| some(MongoDbSha1::parse(text)))
}

/// Returns `None`, because the feature is disabled.
#[cfg(not(feature = "imported"))]
pub(crate) fn parse(_: &str) -> Option<Arc<dyn Hashing>> {
    None
}
