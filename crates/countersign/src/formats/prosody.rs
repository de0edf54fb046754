//! Prosody's store `accounts`. It does not name the hash: the option `password_hash` does, with SHA-1 as its
//! default and SHA-256 as the alternative. The salt is the text of a UUID, used unchanged.
use super::{
    error::FormatError,
    part,
    seen::DetectedFormat,
    unchecked::ParsedRecord,
    written::{Exported, parts},
};
use crate::{credentials::Credentials, hash::ScramHash};
use core::fmt;
use sasl_scram::Form;
use zeroize::Zeroizing;

/// An account.
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[derive(Clone)]
pub struct Account {
    /// The StoredKey in hexadecimal digits.
    pub stored_key: Zeroizing<String>,
    /// The ServerKey in hexadecimal digits.
    pub server_key: Zeroizing<String>,
    /// The iteration count of PBKDF2.
    pub iteration_count: u32,
    /// The salt as text.
    pub salt: String,
}

/// Parses an account with this hash.
///
/// # Errors
/// [`FormatError`] for an account that is invalid or not supported.
pub fn read(hash: ScramHash, account: &Account) -> Result<ParsedRecord, FormatError> {
    let Account { stored_key, server_key, iteration_count, salt } = account;
    let (stored_key, server_key) =
        (part::hex(stored_key, "stored_key")?, part::hex(server_key, "server_key")?);
    part::octets(hash, Form::SaslPrep, *iteration_count, [salt.as_bytes(), &stored_key, &server_key])
}

/// Parses Prosody's file for an account, `accounts/NAME.dat`: `return { ["name"] = value; .. };`. Names that are
/// not part of the record are skipped. An empty `password`, which earlier versions of Prosody wrote, is skipped
/// too. An account with a non-empty `password`, or one that is `disabled`, is rejected.
///
/// # Errors
/// [`FormatError`] for a file that is invalid or not supported.
pub fn parse(text: &str) -> Result<Account, FormatError> {
    const EXPECTED: &str = "return { [\"salt\"] = ..; [\"stored_key\"] = ..; .. };";
    let unexpected = || FormatError::Kind { seen: DetectedFormat::of(text), expected: EXPECTED };
    let inside = text.trim().strip_prefix("return").and_then(|rest| rest.trim().strip_prefix('{'));
    let inside = inside.and_then(|rest| rest.trim_end_matches(';').trim_end().strip_suffix('}'));
    let (mut strings, mut count) = ([const { None }; 4], None);
    for entry in inside.ok_or_else(unexpected)?.split([';', '\n', ',']) {
        let entry = entry.trim();
        if entry.is_empty() {
            continue;
        }
        let (name, value) = entry.split_once('=').ok_or_else(unexpected)?;
        let name = name.trim().strip_prefix("[\"").and_then(|name| name.strip_suffix("\"]"));
        let name = name.ok_or_else(unexpected)?;
        let value = value.trim();
        if name == "iteration_count" {
            count = Some(part::count(value)?);
        } else if name == "disabled" && !matches!(value, "false" | "nil") {
            return Err(DISABLED);
        } else if let Some(at) = NAMES.iter().position(|known| *known == name) {
            let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
            // No escapes: neither digits nor UUIDs contain any.
            let value = value.filter(|value| !value.contains(['"', '\\'])).ok_or_else(unexpected)?;
            let place = strings.get_mut(at).filter(|place| place.is_none()).ok_or(FormatError::Twice)?;
            *place = Some(Zeroizing::new(String::from(value)));
        }
    }
    let [salt, stored_key, server_key, password] = strings;
    if password.is_some_and(|password| !password.is_empty()) {
        return Err(FormatError::Plaintext);
    }
    let (Some(salt), Some(stored_key), Some(server_key), Some(iteration_count)) =
        (salt, stored_key, server_key, count)
    else {
        return Err(unexpected());
    };
    Ok(Account { stored_key, server_key, iteration_count, salt: salt.to_string() })
}

/// The account is disabled in Prosody.
const DISABLED: FormatError = FormatError::Part { part: "the account", expected: "enabled" };
const NAMES: [&str; 4] = ["salt", "stored_key", "server_key", "password"];

/// Writes the record for this hash. Returns `None` if there is none, or if its salt is not printable ASCII, as is
/// usual here: the password must then be set again in Prosody. The keys are those of the password as prepared with
/// SASLprep.
pub fn write(credentials: &Credentials, hash: ScramHash) -> Option<Exported<Account>> {
    let found = parts(credentials, hash, Form::SaslPrep)?;
    let printable = |c: &u8| c.is_ascii_graphic() && !matches!(c, b'"' | b'\\');
    let salt = core::str::from_utf8(found.salt).ok().filter(|salt| salt.bytes().all(|c| printable(&c)))?;
    let value = Account {
        stored_key: part::to_hex(&found.keys.stored_key),
        server_key: part::to_hex(&found.keys.server_key),
        iteration_count: found.iterations,
        salt: salt.into(),
    };
    Some(Exported { value, left_out: found.left_out })
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("iteration_count", &self.iteration_count).finish_non_exhaustive()
    }
}
