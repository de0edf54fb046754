//! `pg_authid.rolpassword` of PostgreSQL: RFC 5803 for SCRAM-SHA-256 alone, without spaces.
//!
//! PostgreSQL takes what it cannot read for a password, and hashes it; here it is an error.
use super::{error::FormatError, rfc5803, seen::DetectedFormat, unchecked::ParsedRecord, written::Exported};
use crate::{credentials::Credentials, hash::ScramHash};
use zeroize::Zeroizing;

/// Read one.
///
/// # Errors
/// [`FormatError`].
pub fn read(text: &str) -> Result<ParsedRecord, FormatError> {
    const EXPECTED: &str = "SCRAM-SHA-256$count:salt$keys";
    if !text.starts_with("SCRAM-SHA-256$") || text.contains(' ') {
        return Err(FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED });
    }
    rfc5803::read(text)
}

/// Write it, for `CREATE ROLE .. PASSWORD`; none if there is no record for SCRAM-SHA-256. Its keys are those of the password
/// as SASLprep makes it, as libpq does.
pub fn write(credentials: &Credentials) -> Option<Exported<Zeroizing<String>>> {
    rfc5803::write(credentials, ScramHash::Sha256)
}
