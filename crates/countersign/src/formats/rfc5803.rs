//! `authPassword` of RFC 3112 with the schemes of RFC 5803, for LDAP, Cyrus SASL and ForgeRock DS.
//!
//! `[SP] scheme [SP] "$" [SP] count ":" salt [SP] "$" [SP] StoredKey ":" ServerKey [SP]`
//!
//! The attribute has a value for each hash. Parse them one by one and combine them with
//! [`ParsedRecord::and`](super::ParsedRecord::and).
use super::{
    error::FormatError,
    part,
    seen::DetectedFormat,
    unchecked::ParsedRecord,
    written::{Exported, parts},
};
use crate::{credentials::Credentials, hash::ScramHash};
use sasl_scram::Form;
use zeroize::Zeroizing;

const EXPECTED: &str = "SCRAM-<HASH>$count:salt$StoredKey:ServerKey";

/// Parses a value.
///
/// # Errors
/// [`FormatError`] for a value that is invalid or not supported.
pub fn read(text: &str) -> Result<ParsedRecord, FormatError> {
    let unexpected = || FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    let [scheme, parameters, keys] = part::split(text, '$').ok_or_else(unexpected)?.map(trim);
    if !scheme.starts_with("SCRAM-") {
        return Err(unexpected());
    }
    let hash = part::hash(scheme)?;
    let [count, salt] = part::split(parameters, ':').ok_or_else(unexpected)?;
    let [stored_key, server_key] = part::split(keys, ':').ok_or_else(unexpected)?;
    part::scram(hash, Form::SaslPrep, part::count(count)?, [salt, stored_key, server_key])
}

/// Removes spaces, the only characters that are permitted around the dollar signs.
fn trim(text: &str) -> &str {
    text.trim_matches(' ')
}

/// Writes the value for this hash, without spaces. Returns `None` if there is no record for it. The keys are those
/// of the password as prepared with SASLprep.
pub fn write(credentials: &Credentials, hash: ScramHash) -> Option<Exported<Zeroizing<String>>> {
    let found = parts(credentials, hash, Form::SaslPrep)?;
    let (stored_key, server_key) =
        (part::to_base64(&found.keys.stored_key), part::to_base64(&found.keys.server_key));
    let salt = part::to_base64(found.salt);
    let text = format!("{hash}${}:{}${}:{}", found.iterations, *salt, *stored_key, *server_key);
    Some(Exported { value: Zeroizing::new(text), left_out: found.left_out })
}
