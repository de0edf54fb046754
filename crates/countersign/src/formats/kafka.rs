//! A SCRAM credential of Apache Kafka: `salt=..,stored_key=..,server_key=..,iterations=..`, one for each
//! mechanism. Kafka hashes passwords as typed.
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

const KEYS: [&str; 4] = ["salt", "stored_key", "server_key", "iterations"];

/// Parses the credential for this mechanism: exactly four parts in any order.
///
/// # Errors
/// [`FormatError`] for a credential that is invalid or not supported.
pub fn read(hash: ScramHash, text: &str) -> Result<ParsedRecord, FormatError> {
    const EXPECTED: &str = "salt=..,stored_key=..,server_key=..,iterations=..";
    let unexpected = || FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    let given: [&str; 4] = part::split(text, ',').ok_or_else(unexpected)?;
    // Base64 can end with equals signs; the first one separates name and value.
    let value = |key: &str| given.iter().find_map(|one| one.strip_prefix(key)?.strip_prefix('='));
    let [salt, stored_key, server_key, iterations] = KEYS.map(value);
    let (Some(salt), Some(stored_key), Some(server_key), Some(iterations)) =
        (salt, stored_key, server_key, iterations)
    else {
        return Err(unexpected());
    };
    part::scram(hash, Form::Raw, part::count(iterations)?, [salt, stored_key, server_key])
}

/// Writes the credential for this mechanism in Kafka's order. Returns `None` if there is no record for it. The
/// keys are those of the password as typed.
pub fn write(credentials: &Credentials, hash: ScramHash) -> Option<Exported<Zeroizing<String>>> {
    let found = parts(credentials, hash, Form::Raw)?;
    let (stored_key, server_key) =
        (part::to_base64(&found.keys.stored_key), part::to_base64(&found.keys.server_key));
    let salt = part::to_base64(found.salt);
    let (stored_key, server_key) = (&*stored_key, &*server_key);
    let text = format!(
        "salt={},stored_key={stored_key},server_key={server_key},iterations={}",
        *salt, found.iterations
    );
    Some(Exported { value: Zeroizing::new(text), left_out: found.left_out })
}
