//! The stored credentials of mox: a SaltedPassword for each hash, and the states of CRAM-MD5. A SaltedPassword is
//! sufficient to log in, so it is not stored here, and there is no export to mox. mox prepares passwords with
//! OpaqueString.
use super::{error::FormatError, part, unchecked::ParsedRecord};
use crate::{hash::ScramHash, row::Row};
use core::fmt;
use sasl_scram::Form;
use zeroize::Zeroizing;

/// The credential `SCRAM` for one hash. Octets are in base64, as in Go's JSON.
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, rename_all = "PascalCase")
)]
#[derive(Clone)]
pub struct Scram {
    /// The salt in base64.
    pub salt: String,
    /// The iteration count of PBKDF2.
    pub iterations: u32,
    /// The SaltedPassword in base64.
    pub salted_password: Zeroizing<String>,
}

/// Parses the credential for this hash and derives the keys.
///
/// # Errors
/// [`FormatError`] for a credential that is invalid or not supported.
pub fn read(hash: ScramHash, record: &Scram) -> Result<ParsedRecord, FormatError> {
    let Scram { salt, iterations, salted_password } = record;
    let salt = part::base64(salt, "Salt")?;
    let salted = part::base64(salted_password, "SaltedPassword")?;
    let stored = (Row::for_hash(hash).of_salted)(Form::OpaqueString, &salt, *iterations, &salted)?;
    Ok(ParsedRecord::scram(hash, stored))
}

/// The credential `CRAMMD5`: the states of Go's `crypto/md5` after the padded key, each in base64.
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, rename_all = "PascalCase")
)]
#[derive(Clone)]
pub struct CramMd5 {
    /// The inner state.
    pub ipad: Zeroizing<String>,
    /// The outer state.
    pub opad: Zeroizing<String>,
}

/// Parses the credential for CRAM-MD5 (feature `crammd5`).
///
/// # Errors
/// [`FormatError`] for a credential that is invalid or not supported.
#[cfg(feature = "crammd5")]
pub fn read_cram_md5(record: &CramMd5) -> Result<ParsedRecord, FormatError> {
    let states = [state(&record.opad, "Opad")?, state(&record.ipad, "Ipad")?];
    // The only possible error with 32 octets.
    let stored = sasl_crammd5::Stored::from_states(&states).map_err(|_| FormatError::EmptyPassword)?;
    Ok(ParsedRecord::cram_md5(stored))
}

/// Parses `"md5" 0x01`, four words with the most significant octet first, the 64 octets of an unfinished block,
/// and the number of octets, which is one block.
#[cfg(feature = "crammd5")]
fn state(text: &str, part: &'static str) -> Result<[u8; 16], FormatError> {
    let wrong = FormatError::Part { part, expected: "the state of Go's crypto/md5 after one block" };
    let octets = part::base64(text, part)?;
    let rest = octets.strip_prefix(b"md5\x01").ok_or(wrong)?;
    let (words, rest) = rest.split_first_chunk::<16>().ok_or(wrong)?;
    let (_, count) = rest.split_first_chunk::<64>().ok_or(wrong)?;
    if *count != 64_u64.to_be_bytes() {
        return Err(wrong);
    }
    let mut state = *words;
    state.as_chunks_mut::<4>().0.iter_mut().for_each(|word| word.reverse());
    Ok(state)
}

impl fmt::Debug for Scram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scram").field("iterations", &self.iterations).finish_non_exhaustive()
    }
}

impl fmt::Debug for CramMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CramMd5(..)")
    }
}
