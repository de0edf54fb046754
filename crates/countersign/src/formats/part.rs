//! What the texts and rows of all systems are made of.
use super::{error::FormatError, unchecked::ParsedRecord};
use crate::{hash::ScramHash, row::Row};
use base64ct::{Base64, Encoding};
use sasl_scram::Form;
use zeroize::Zeroizing;

/// Octets that are wiped.
pub(super) type Octets = Zeroizing<Vec<u8>>;

/// A mechanism's hash, by its bare name.
pub(super) fn hash(name: &str) -> Result<ScramHash, FormatError> {
    ScramHash::from_name(name).ok_or(FormatError::NotBuiltIn)
}

/// From 1; no sign, no zero in front. Whether it is too much is for the record to say.
pub(super) fn count(text: &str) -> Result<u32, FormatError> {
    const WRONG: FormatError = FormatError::Part {
        part: "the iteration count",
        expected: "a number from 1 to 10000000, without a zero in front",
    };
    let canonical = text.bytes().all(|c| c.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| canonical).ok_or(WRONG)
}

/// RFC 4648 section 4, canonical: padded, no spaces, no bits left over.
pub(super) fn base64(text: &str, part: &'static str) -> Result<Octets, FormatError> {
    let wrong = |_| FormatError::Part { part, expected: "canonical base64, with padding" };
    Base64::decode_vec(text).map(Zeroizing::new).map_err(wrong)
}

pub(super) fn to_base64(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(Base64::encode_string(octets))
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(text: &str, part: &'static str) -> Result<Octets, FormatError> {
    let wrong = |_| FormatError::Part { part, expected: "hexadecimal digits in lower case" };
    base16ct::lower::decode_vec(text).map(Zeroizing::new).map_err(wrong)
}

pub(super) fn to_hex(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(base16ct::lower::encode_string(octets))
}

/// Salt, StoredKey and ServerKey in base64.
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

/// Salt, StoredKey and ServerKey.
pub(super) fn octets(
    hash: ScramHash,
    form: Form,
    iterations: u32,
    [salt, stored_key, server_key]: [&[u8]; 3],
) -> Result<ParsedRecord, FormatError> {
    let stored = (Row::for_hash(hash).of_form)(form, salt, iterations, stored_key, server_key)?;
    Ok(ParsedRecord::scram(hash, stored))
}

/// Exactly so many parts.
pub(super) fn split<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let mut parts = text.split(separator);
    let mut found = [""; N];
    for part in &mut found {
        *part = parts.next()?;
    }
    parts.next().is_none().then_some(found)
}
