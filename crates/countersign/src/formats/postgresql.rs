//! `pg_authid.rolpassword` of PostgreSQL: the format of RFC 5803 for SCRAM-SHA-256, without spaces.
//!
//! PostgreSQL treats a text that it cannot parse as a password and hashes it; here it is an error.
use super::{error::FormatError, rfc5803, seen::DetectedFormat, unchecked::ParsedRecord, written::Exported};
use crate::{credentials::Credentials, hash::ScramHash};
use zeroize::Zeroizing;

/// Parses a value.
///
/// # Errors
/// [`FormatError`] for a value that is invalid or not supported.
pub fn read(text: &str) -> Result<ParsedRecord, FormatError> {
    const EXPECTED: &str = "SCRAM-SHA-256$count:salt$keys";
    if !text.starts_with("SCRAM-SHA-256$") || text.contains(' ') {
        return Err(FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED });
    }
    rfc5803::read(text)
}

/// Writes the value for `CREATE ROLE .. PASSWORD`. Returns `None` if there is no record for SCRAM-SHA-256. The
/// keys are those of the password as prepared with SASLprep, as libpq does.
pub fn write(credentials: &Credentials) -> Option<Exported<Zeroizing<String>>> {
    rfc5803::write(credentials, ScramHash::Sha256)
}
