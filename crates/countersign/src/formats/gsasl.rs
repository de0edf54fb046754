//! The output of `gsasl --mkpasswd`: `{mechanism}count,salt,StoredKey,ServerKey`, with `--verbose` followed by the
//! SaltedPassword in hexadecimal digits.
use super::{
    error::FormatError,
    part,
    seen::DetectedFormat,
    unchecked::ParsedRecord,
    written::{Exported, parts},
};
use crate::{credentials::Credentials, hash::ScramHash, row::Row};
use sasl_scram::Form;
use zeroize::Zeroizing;

const EXPECTED: &str = "{SCRAM-<HASH>}count,salt,StoredKey,ServerKey";

/// Parses a record. If there is a SaltedPassword, it must match the keys; it is not stored.
///
/// # Errors
/// [`FormatError`] for a record that is invalid or not supported.
pub fn read(text: &str) -> Result<ParsedRecord, FormatError> {
    let unexpected = || FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    let (scheme, rest) =
        text.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or_else(unexpected)?;
    if !scheme.starts_with("SCRAM-") {
        return Err(unexpected());
    }
    let hash = part::hash(scheme)?;
    read_fields(hash, rest, Form::SaslPrep).ok_or_else(unexpected)?
}

/// Parses the fields after the scheme. Returns `None` if their number is wrong.
fn read_fields(hash: ScramHash, text: &str, form: Form) -> Option<Result<ParsedRecord, FormatError>> {
    let (text, salted) = match part::split::<5>(text, ',') {
        Some([.., salted]) => (text.strip_suffix(salted)?.strip_suffix(',')?, Some(salted)),
        None => (text, None),
    };
    let [count, salt, stored_key, server_key] = part::split(text, ',')?;
    let read = || {
        let iterations = part::count(count)?;
        if let Some(salted) = salted {
            belongs(hash, form, [salt, salted, stored_key, server_key], iterations)?;
        }
        part::scram(hash, form, iterations, [salt, stored_key, server_key])
    };
    Some(read())
}

fn belongs(
    hash: ScramHash,
    form: Form,
    [salt, salted, stored_key, server_key]: [&str; 4],
    iterations: u32,
) -> Result<(), FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "SaltedPassword", expected: "the one that the keys are made of" };
    let salted = part::hex(salted, "SaltedPassword")?;
    let salt = part::base64(salt, "the salt")?;
    let made = (Row::for_hash(hash).of_salted)(form, &salt, iterations, &salted).map_err(|_| WRONG)?;
    let keys = made.pair(form).ok_or(WRONG)?;
    // Both come from the same file, so the comparison need not take constant time.
    let agrees =
        *part::to_base64(&keys.stored_key) == stored_key && *part::to_base64(&keys.server_key) == server_key;
    agrees.then_some(()).ok_or(WRONG)
}

/// Writes the record for this hash. Returns `None` if there is none. The keys are those of the password as
/// prepared with SASLprep.
pub fn write(credentials: &Credentials, hash: ScramHash) -> Option<Exported<Zeroizing<String>>> {
    write_form(credentials, hash, Form::SaslPrep)
}

pub(super) fn write_form(
    credentials: &Credentials,
    hash: ScramHash,
    form: Form,
) -> Option<Exported<Zeroizing<String>>> {
    let found = parts(credentials, hash, form)?;
    let (stored_key, server_key) =
        (part::to_base64(&found.keys.stored_key), part::to_base64(&found.keys.server_key));
    let salt = part::to_base64(found.salt);
    let text = format!("{{{hash}}}{},{},{},{}", found.iterations, *salt, *stored_key, *server_key);
    Some(Exported { value: Zeroizing::new(text), left_out: found.left_out })
}
