//! Password hashes for passwords sent in plaintext: argon2id, scrypt and PBKDF2 as PHC strings, and bcrypt's own
//! format.
//!
//! | text | limits |
//! |---|---|
//! | `$argon2id$v=19$m=..,t=..,p=..$salt$hash` | 256 MiB, 64 passes |
//! | `$scrypt$ln=..,r=..,p=..$salt$hash` | 256 MiB |
//! | `$pbkdf2-sha256$i=..$salt$hash`, `-sha512`, and without for SHA-1 | 10,000,000 iterations |
//! | `$2a$`, `$2b$`, `$2y$` | cost 4 to 16; passwords over 72 octets or with NUL are rejected, even the correct one |
//!
//! They check PLAIN and LOGIN passwords until the account's next login with one of these, which derives SCRAM
//! records.
use super::{
    error::FormatError,
    seen::DetectedFormat,
    unchecked::ParsedRecord,
    written::{Exported, Omission},
};
use crate::credentials::Credentials;
use zeroize::Zeroizing;

const EXPECTED: &str = "argon2id or scrypt of at most 256 MiB, PBKDF2 or bcrypt, within the limits";

/// Parses a hash.
///
/// # Errors
/// [`FormatError`] for a hash that is invalid or not supported.
pub fn read(text: &str) -> Result<ParsedRecord, FormatError> {
    let unexpected = FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    if text.starts_with('$') { parse(text, unexpected) } else { Err(unexpected) }
}

#[cfg(feature = "imported")]
fn parse(text: &str, unexpected: FormatError) -> Result<ParsedRecord, FormatError> {
    crate::foreign::parse(text).map(ParsedRecord::foreign).ok_or_else(|| {
        crate::foreign::limit::exceeded(text).map_or(unexpected, |limit| FormatError::TooCostly { limit })
    })
}

#[cfg(not(feature = "imported"))]
fn parse(_: &str, _: FormatError) -> Result<ParsedRecord, FormatError> {
    Err(FormatError::NotBuiltIn)
}

/// Writes the hash unchanged. Returns `None` if the account has another kind of record, or further records.
pub fn write(credentials: &Credentials) -> Option<Exported<Zeroizing<String>>> {
    let text = credentials.foreign.as_ref()?.to_text();
    let mut left_out: Vec<_> = credentials.hashes().map(Omission::Hash).collect();
    left_out.extend(credentials.cram_md5.is_there().then_some(Omission::CramMd5));
    text.starts_with('$').then_some(Exported { value: text, left_out })
}
