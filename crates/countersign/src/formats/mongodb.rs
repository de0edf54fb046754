//! The `credentials` of a document in MongoDB's `admin.system.users`.
//!
//! MongoDB's SCRAM-SHA-1 hashes not the password but `hex(MD5(user ":mongo:" password))`, so mail clients cannot
//! use it for SCRAM. It is imported as a record that checks PLAIN passwords (feature `imported`) and never
//! exported. MongoDB's SCRAM-SHA-256 hashes the password as prepared with SASLprep.
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

/// The part of the document that is read.
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The credential for `SCRAM-SHA-1`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "SCRAM-SHA-1", default, skip_serializing_if = "Option::is_none")
    )]
    pub scram_sha_1: Option<Credential>,
    /// The credential for `SCRAM-SHA-256`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "SCRAM-SHA-256", default, skip_serializing_if = "Option::is_none")
    )]
    pub scram_sha_256: Option<Credential>,
}

/// The stored credential for one mechanism. Salt and keys are in base64.
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, rename_all = "camelCase")
)]
#[derive(Clone)]
pub struct Credential {
    /// The iteration count of PBKDF2.
    pub iteration_count: u32,
    /// The salt in base64.
    pub salt: String,
    /// The StoredKey in base64.
    pub stored_key: Zeroizing<String>,
    /// The ServerKey in base64.
    pub server_key: Zeroizing<String>,
}

/// Parses the credentials of this user. If there are both, SHA-256 is used.
///
/// # Errors
/// [`FormatError`] for credentials that are invalid or not supported.
pub fn read(document: &Document, user: &str) -> Result<ParsedRecord, FormatError> {
    const NOTHING: FormatError =
        FormatError::Part { part: "credentials", expected: "a document with SCRAM-SHA-256 or SCRAM-SHA-1" };
    match (&document.scram_sha_256, &document.scram_sha_1) {
        (Some(found), sha_1) => {
            // The other credential must be valid too, even if it is not used.
            sha_1.as_ref().map(|found| read_sha_1(found, user)).transpose()?;
            read_credential(ScramHash::Sha256, found)
        }
        (None, Some(found)) => read_sha_1(found, user),
        (None, None) => Err(NOTHING),
    }
}

fn read_credential(hash: ScramHash, found: &Credential) -> Result<ParsedRecord, FormatError> {
    let Credential { iteration_count, salt, stored_key, server_key } = found;
    part::scram(hash, Form::SaslPrep, *iteration_count, [salt, stored_key, server_key])
}

#[cfg(feature = "imported")]
fn read_sha_1(found: &Credential, user: &str) -> Result<ParsedRecord, FormatError> {
    const NAME: FormatError = FormatError::Part { part: "the name", expected: "at most 1024 octets long" };
    let Credential { iteration_count, salt, stored_key, server_key } = found;
    let [salt, stored_key, server_key] =
        [(salt, "the salt"), (stored_key, "StoredKey"), (server_key, "ServerKey")]
            .map(|(text, part)| part::base64(text, part));
    let stored = sasl_scram::Stored::new(&salt?, *iteration_count, &stored_key?, &server_key?)?;
    let record = crate::foreign::MongoDbSha1::new(user, stored).ok_or(NAME)?;
    Ok(ParsedRecord::foreign(std::sync::Arc::new(record)))
}

#[cfg(not(feature = "imported"))]
fn read_sha_1(_: &Credential, _: &str) -> Result<ParsedRecord, FormatError> {
    Err(FormatError::NotBuiltIn)
}

/// Writes the credential for SCRAM-SHA-256. Returns `None` if there is no record for it.
pub fn write(credentials: &Credentials) -> Option<Exported<Document>> {
    let found = parts(credentials, ScramHash::Sha256, Form::SaslPrep)?;
    let credential = Credential {
        iteration_count: found.iterations,
        salt: part::to_base64(found.salt).to_string(),
        stored_key: part::to_base64(&found.keys.stored_key),
        server_key: part::to_base64(&found.keys.server_key),
    };
    let value = Document { scram_sha_1: None, scram_sha_256: Some(credential) };
    Some(Exported { value, left_out: found.left_out })
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("iteration_count", &self.iteration_count).finish_non_exhaustive()
    }
}
