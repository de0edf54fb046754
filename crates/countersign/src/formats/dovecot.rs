//! The password field of a Dovecot passdb: `{SCHEME}` and the rest, as printed by `doveadm pw`. Dovecot hashes
//! passwords as they are sent.
//!
//! | scheme | becomes |
//! |---|---|
//! | `SCRAM-SHA-1`, `SCRAM-SHA-256` | a record for it |
//! | `CRAM-MD5`, `HMAC-MD5`, with `.HEX` or `.B64` | a record for CRAM-MD5 (feature `crammd5`) |
//! | `DIGEST-MD5`, `PBKDF2`, `BLF-CRYPT`, `ARGON2ID` | a record that checks PLAIN (feature `imported`) |
//! | `CRYPT` | likewise, if it is bcrypt |
//!
//! All other schemes are rejected with their name: a plaintext password must be set again, and weak hashes are not
//! worth importing.
use super::{
    error::FormatError,
    gsasl, part, phc,
    seen::DetectedFormat,
    unchecked::ParsedRecord,
    written::{Exported, Omission},
};
use crate::{credentials::Credentials, hash::ScramHash};
use sasl_scram::Form;
use zeroize::Zeroizing;

const EXPECTED: &str =
    "{SCRAM-SHA-1}, {SCRAM-SHA-256}, {CRAM-MD5}, {DIGEST-MD5}, {PBKDF2}, {BLF-CRYPT} or {ARGON2ID}";

/// Parses the password field of this user. Only `DIGEST-MD5` uses the name: it must be the name at the record's
/// creation.
///
/// # Errors
/// [`FormatError`] for a field that is invalid or not supported.
pub fn read(text: &str, user: &str) -> Result<ParsedRecord, FormatError> {
    let unexpected = || FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    let (scheme, rest) =
        text.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or_else(unexpected)?;
    let scheme = scheme.to_ascii_uppercase();
    match scheme.as_str() {
        "SCRAM-SHA-1" | "SCRAM-SHA-256" => {
            let [count, salt, stored_key, server_key] = part::split(rest, ',').ok_or_else(unexpected)?;
            let keys = [salt, stored_key, server_key];
            part::scram(part::hash(&scheme)?, Form::Raw, part::count(count)?, keys)
        }
        "CRAM-MD5" | "HMAC-MD5" | "CRAM-MD5.HEX" | "HMAC-MD5.HEX" => cram_md5(rest),
        "CRAM-MD5.B64" | "HMAC-MD5.B64" => cram_md5(&part::to_hex(&part::base64(rest, "the keys")?)),
        "DIGEST-MD5" | "DIGEST-MD5.HEX" => digest_md5(rest, user),
        "PBKDF2" => pbkdf2(rest),
        "BLF-CRYPT" | "ARGON2ID" | "CRYPT" => phc::read(rest),
        "PLAIN" | "CLEARTEXT" | "CLEAR" => Err(FormatError::Plaintext),
        _ => Err(unexpected()),
    }
}

#[cfg(feature = "crammd5")]
fn cram_md5(digits: &str) -> Result<ParsedRecord, FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "the keys", expected: "64 hexadecimal digits in lower case" };
    let octets = part::hex(digits, "the keys")?;
    let (states, []) = octets.as_chunks::<16>() else { return Err(WRONG) };
    let states: &[[u8; 16]; 2] = states.try_into().map_err(|_| WRONG)?;
    // The only possible error with 32 octets.
    let stored = sasl_crammd5::Stored::from_states(states).map_err(|_| FormatError::EmptyPassword)?;
    Ok(ParsedRecord::cram_md5(stored))
}

#[cfg(not(feature = "crammd5"))]
fn cram_md5(_: &str) -> Result<ParsedRecord, FormatError> {
    Err(FormatError::NotBuiltIn)
}

#[cfg(feature = "imported")]
fn digest_md5(digits: &str, user: &str) -> Result<ParsedRecord, FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "the digest", expected: "32 hexadecimal digits in lower case" };
    let record = crate::foreign::DigestMd5::of_user(user, digits).ok_or(WRONG)?;
    Ok(ParsedRecord::foreign(std::sync::Arc::new(record)))
}

#[cfg(feature = "imported")]
fn pbkdf2(rest: &str) -> Result<ParsedRecord, FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "the record", expected: "$1$salt$count$ and 40 hexadecimal digits" };
    let record = crate::foreign::DovecotPbkdf2::parse(&format!("{{PBKDF2}}{rest}"));
    let record = record.ok_or_else(|| {
        let count = rest.split('$').nth(3).and_then(|count| part::count(count).ok());
        let limit = count.and_then(crate::foreign::limit::of_pbkdf2);
        limit.map_or(WRONG, |limit| FormatError::TooCostly { limit })
    })?;
    Ok(ParsedRecord::foreign(std::sync::Arc::new(record)))
}

#[cfg(not(feature = "imported"))]
fn digest_md5(_: &str, _: &str) -> Result<ParsedRecord, FormatError> {
    Err(FormatError::NotBuiltIn)
}

#[cfg(not(feature = "imported"))]
fn pbkdf2(_: &str) -> Result<ParsedRecord, FormatError> {
    Err(FormatError::NotBuiltIn)
}

/// Writes the password field, which holds one record. The order of preference is SCRAM-SHA-256, SCRAM-SHA-1,
/// CRAM-MD5, then the imported record. The keys are those of the password as typed.
///
/// An imported `{DIGEST-MD5}` record is valid only under the name that it was imported with.
pub fn write(credentials: &Credentials) -> Option<Exported<Zeroizing<String>>> {
    let scram = ["SCRAM-SHA-256", "SCRAM-SHA-1"].into_iter().filter_map(ScramHash::from_name);
    if let Some(written) = scram.filter_map(|hash| gsasl::write_form(credentials, hash, Form::Raw)).next() {
        return Some(written);
    }
    let mut left_out: Vec<_> = credentials.hashes().map(Omission::Hash).collect();
    if let Some(text) = credentials.cram_md5.to_text() {
        let (first, others) = text.split_once(';').unwrap_or((&text, ""));
        left_out.extend((!others.is_empty()).then_some(Omission::OtherForms));
        left_out.extend(credentials.foreign.is_some().then_some(Omission::Imported));
        return Some(Exported { value: Zeroizing::new(first.into()), left_out });
    }
    let text = credentials.foreign.as_ref()?.to_text();
    let value = match text.as_str() {
        bcrypt if bcrypt.starts_with("$2") => format!("{{BLF-CRYPT}}{bcrypt}"),
        argon2 if argon2.starts_with("$argon2id$") => format!("{{ARGON2ID}}{argon2}"),
        // The name follows the hash in its text.
        digest if digest.starts_with("{DIGEST-MD5}") => digest.split('$').next()?.into(),
        pbkdf2 if pbkdf2.starts_with("{PBKDF2}") => pbkdf2.into(),
        _ => return None,
    };
    Some(Exported { value: Zeroizing::new(value), left_out })
}
