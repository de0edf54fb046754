//! Imported password hashes, which check passwords that are sent in plaintext and serve no other mechanism. Each
//! is removed at the next upgrade.
#[cfg(feature = "imported")]
mod argon2id;
#[cfg(feature = "imported")]
mod bcrypt;
mod cram_md5;
#[cfg(feature = "imported")]
mod digest_md5;
mod hashing;
#[cfg(feature = "imported")]
pub(crate) mod limit;
#[cfg(feature = "imported")]
mod mongodb;
#[cfg(any(feature = "crammd5", feature = "imported"))]
mod once;
mod parse;
#[cfg(feature = "imported")]
mod pbkdf2;
#[cfg(feature = "imported")]
mod pbkdf2_dovecot;
mod record;
#[cfg(feature = "imported")]
mod scrypt;
#[cfg(feature = "imported")]
mod text;

#[cfg(feature = "imported")]
pub(crate) use argon2id::Argon2id;
#[cfg(feature = "imported")]
pub(crate) use bcrypt::Bcrypt;
#[cfg(feature = "crammd5")]
pub(crate) use cram_md5::CramMd5Alone;
#[cfg(feature = "imported")]
pub(crate) use digest_md5::DigestMd5;
pub(crate) use hashing::Hashing;
#[cfg(feature = "imported")]
pub(crate) use mongodb::MongoDbSha1;
#[cfg(feature = "crammd5")]
pub(crate) use once::Once;
pub(crate) use parse::parse;
#[cfg(feature = "imported")]
pub(crate) use pbkdf2::Pbkdf2;
#[cfg(feature = "imported")]
pub(crate) use pbkdf2_dovecot::DovecotPbkdf2;
pub(crate) use record::ForeignRecord;
#[cfg(feature = "imported")]
pub(crate) use scrypt::Scrypt;
