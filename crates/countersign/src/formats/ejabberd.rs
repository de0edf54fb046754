//! A row of ejabberd's table `users`. The prefix of `password` before the colon is the hash; without a prefix it
//! is SHA-1. A row whose other three fields are empty contains a plaintext password and is rejected.
use super::{
    error::FormatError,
    part,
    unchecked::ParsedRecord,
    written::{Exported, parts},
};
use crate::{credentials::Credentials, hash::ScramHash};
use core::fmt;
use sasl_scram::Form;
use zeroize::Zeroizing;

/// A row without its name.
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[derive(Clone)]
pub struct Row {
    /// The StoredKey in base64, with the prefix `sha256:` or `sha512:` unless the hash is SHA-1.
    pub password: Zeroizing<String>,
    /// The ServerKey in base64.
    pub serverkey: Zeroizing<String>,
    /// The salt in base64.
    pub salt: String,
    /// The iteration count of PBKDF2.
    pub iterationcount: u32,
}

const PREFIXES: [(&str, &str); 3] =
    [("sha256:", "SCRAM-SHA-256"), ("sha512:", "SCRAM-SHA-512"), ("", "SCRAM-SHA-1")];

/// Parses a row.
///
/// # Errors
/// [`FormatError`] for a row that is invalid or not supported.
pub fn read(row: &Row) -> Result<ParsedRecord, FormatError> {
    let Row { password, serverkey, salt, iterationcount } = row;
    if serverkey.is_empty() || salt.is_empty() || *iterationcount == 0 {
        return Err(FormatError::Plaintext);
    }
    let found = PREFIXES.iter().find_map(|(prefix, name)| Some((password.strip_prefix(prefix)?, name)));
    let (stored_key, name) = found.ok_or(FormatError::NotBuiltIn)?;
    part::scram(part::hash(name)?, Form::SaslPrep, *iterationcount, [salt, stored_key, serverkey])
}

/// Writes the record for this hash. Returns `None` if there is none, or if ejabberd does not support the hash. The
/// keys are those of the password as prepared with SASLprep.
pub fn write(credentials: &Credentials, hash: ScramHash) -> Option<Exported<Row>> {
    let (prefix, _) = PREFIXES.iter().find(|(_, name)| *name == hash.name())?;
    let found = parts(credentials, hash, Form::SaslPrep)?;
    let value = Row {
        password: Zeroizing::new(format!("{prefix}{}", *part::to_base64(&found.keys.stored_key))),
        serverkey: part::to_base64(&found.keys.server_key),
        salt: part::to_base64(found.salt).to_string(),
        iterationcount: found.iterations,
    };
    Some(Exported { value, left_out: found.left_out })
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("iterationcount", &self.iterationcount).finish_non_exhaustive()
    }
}
