//! The common elements of all formats.
use super::{error::FormatError, unchecked::ParsedRecord};
use crate::{hash::ScramHash, row::Row};
use base64ct::{Base64, Encoding};
use sasl_scram::Form;
use zeroize::Zeroizing;

/// Octets that are wiped.
pub(super) type Octets = Zeroizing<Vec<u8>>;

/// Returns the hash of a mechanism by the mechanism's name without `-PLUS`.
pub(super) fn hash(name: &str) -> Result<ScramHash, FormatError> {
    ScramHash::from_name(name).ok_or(FormatError::NotBuiltIn)
}

/// Parses a positive number without a sign and without leading zeros. The record checks the upper limit.
pub(super) fn count(text: &str) -> Result<u32, FormatError> {
    const WRONG: FormatError = FormatError::Part {
        part: "the iteration count",
        expected: "a number from 1 to 10000000, without a zero in front",
    };
    let canonical = text.bytes().all(|c| c.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| canonical).ok_or(WRONG)
}

/// Parses canonical base64 (RFC 4648 section 4): padded, without spaces and without unused bits.
pub(super) fn base64(text: &str, part: &'static str) -> Result<Octets, FormatError> {
    let wrong = |_| FormatError::Part { part, expected: "canonical base64, with padding" };
    Base64::decode_vec(text).map(Zeroizing::new).map_err(wrong)
}

pub(super) fn to_base64(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(Base64::encode_string(octets))
}

/// Parses lower-case hexadecimal digits.
pub(super) fn hex(text: &str, part: &'static str) -> Result<Octets, FormatError> {
    let wrong = |_| FormatError::Part { part, expected: "hexadecimal digits in lower case" };
    base16ct::lower::decode_vec(text).map(Zeroizing::new).map_err(wrong)
}

pub(super) fn to_hex(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(base16ct::lower::encode_string(octets))
}

/// Parses salt, StoredKey and ServerKey from base64.
pub(super) fn scram(
    hash: ScramHash,
    form: Form,
    iterations: u32,
    [salt, stored_key, server_key]: [&str; 3],
) -> Result<ParsedRecord, FormatError> {
    let salt = base64(salt, "the salt")?;
    let (stored_key, server_key) = (base64(stored_key, "StoredKey")?, base64(server_key, "ServerKey")?);
    octets(hash, form, iterations, [&salt, &stored_key, &server_key])
}

/// Decodes salt, StoredKey and ServerKey.
pub(super) fn octets(
    hash: ScramHash,
    form: Form,
    iterations: u32,
    [salt, stored_key, server_key]: [&[u8]; 3],
) -> Result<ParsedRecord, FormatError> {
    let stored = (Row::for_hash(hash).of_form)(form, salt, iterations, stored_key, server_key)?;
    Ok(ParsedRecord::scram(hash, stored))
}

/// Splits a text into exactly this number of parts.
pub(super) fn split<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let mut parts = text.split(separator);
    let mut found = [""; N];
    for part in &mut found {
        *part = parts.next()?;
    }
    parts.next().is_none().then_some(found)
}
