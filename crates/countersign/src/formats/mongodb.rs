//! `credentials` of a document of MongoDB's `admin.system.users`.
//!
//! Its SCRAM-SHA-1 is not of the password, but of `hex(MD5(user ":mongo:" password))`: clients of mail cannot log in with it.
//! So it becomes a record that checks PLAIN (feature `imported`), and is never written. Its SCRAM-SHA-256 is of the password
//! as SASLprep makes it.
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
    /// `SCRAM-SHA-1`
    #[cfg_attr(
        feature = "serde",
        serde(rename = "SCRAM-SHA-1", default, skip_serializing_if = "Option::is_none")
    )]
    pub scram_sha_1: Option<Credential>,
    /// `SCRAM-SHA-256`
    #[cfg_attr(
        feature = "serde",
        serde(rename = "SCRAM-SHA-256", default, skip_serializing_if = "Option::is_none")
    )]
    pub scram_sha_256: Option<Credential>,
}

/// What is stored for one mechanism. Salt and keys are in base64.
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, rename_all = "camelCase")
)]
#[derive(Clone)]
pub struct Credential {
    /// Iterations of PBKDF2.
    pub iteration_count: u32,
    /// In base64.
    pub salt: String,
    /// In base64.
    pub stored_key: Zeroizing<String>,
    /// In base64.
    pub server_key: Zeroizing<String>,
}

/// Read them for this user. Where there are both, SHA-256 counts.
///
/// # Errors
/// [`FormatError`].
pub fn read(document: &Document, user: &str) -> Result<ParsedRecord, FormatError> {
    const NOTHING: FormatError =
        FormatError::Part { part: "credentials", expected: "a document with SCRAM-SHA-256 or SCRAM-SHA-1" };
    match (&document.scram_sha_256, &document.scram_sha_1) {
        (Some(found), sha_1) => {
            // What is there has to be right, even if it is not needed.
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
    const NAME: FormatError = FormatError::Part { part: "the name", expected: "of 1024 octets at the most" };
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

/// Write SCRAM-SHA-256; none if there is no record for it.
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
