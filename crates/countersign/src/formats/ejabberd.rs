//! A row of ejabberd's table `users`. What stands before the colon of `password` is the hash; nothing is SHA-1. A row whose
//! other three fields are empty holds the password itself, and is refused.
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

/// One row, without its name.
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[derive(Clone)]
pub struct Row {
    /// StoredKey in base64, with `sha256:` or `sha512:` before it unless it is SHA-1's.
    pub password: Zeroizing<String>,
    /// In base64.
    pub serverkey: Zeroizing<String>,
    /// In base64.
    pub salt: String,
    /// Iterations of PBKDF2.
    pub iterationcount: u32,
}

const PREFIXES: [(&str, &str); 3] =
    [("sha256:", "SCRAM-SHA-256"), ("sha512:", "SCRAM-SHA-512"), ("", "SCRAM-SHA-1")];

/// Read one.
///
/// # Errors
/// [`FormatError`].
pub fn read(row: &Row) -> Result<ParsedRecord, FormatError> {
    let Row { password, serverkey, salt, iterationcount } = row;
    if serverkey.is_empty() || salt.is_empty() || *iterationcount == 0 {
        return Err(FormatError::Plaintext);
    }
    let found = PREFIXES.iter().find_map(|(prefix, name)| Some((password.strip_prefix(prefix)?, name)));
    let (stored_key, name) = found.ok_or(FormatError::NotBuiltIn)?;
    part::scram(part::hash(name)?, Form::SaslPrep, *iterationcount, [salt, stored_key, serverkey])
}

/// Write the record for this hash; none if there is none, or ejabberd has not got the hash. Its keys are those of the
/// password as SASLprep makes it.
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
