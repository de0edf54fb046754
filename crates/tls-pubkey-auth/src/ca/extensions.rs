//! The certificate extensions that are needed here (RFC 5280 section 4.2).
use crate::der::{BIT_STRING, OID, Reader, SEQUENCE};

const BOOLEAN: u8 = 0x01;
const OCTET_STRING: u8 = 0x04;

pub(super) const KEY_USAGE: &[u8] = b"\x55\x1d\x0f";
pub(super) const ALTERNATIVE_NAME: &[u8] = b"\x55\x1d\x11";
pub(super) const BASIC_CONSTRAINTS: &[u8] = b"\x55\x1d\x13";
pub(super) const NAME_CONSTRAINTS: &[u8] = b"\x55\x1d\x1e";

/// Bits of the first octet of `KeyUsage`.
pub(super) const DIGITAL_SIGNATURE: u8 = 0x80;
pub(super) const KEY_CERT_SIGN: u8 = 0x04;

/// The error for an extension that is malformed or repeated.
pub(super) struct Broken;

/// `Extension ::= SEQUENCE { extnID OID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`: returns the
/// contents of the extension with this identifier.
pub(super) fn find<'a>(extensions: &'a [u8], wanted: &[u8]) -> Result<Option<&'a [u8]>, Broken> {
    let mut reader = Reader::new(extensions);
    let mut found = None;
    while !reader.is_empty() {
        let mut extension = Reader::new(reader.take(SEQUENCE).ok_or(Broken)?.value);
        let identifier = extension.take(OID).ok_or(Broken)?.value;
        extension.take(BOOLEAN);
        let value = extension.take(OCTET_STRING).ok_or(Broken)?.value;
        if !extension.is_empty() {
            return Err(Broken);
        }
        if identifier == wanted && found.replace(value).is_some() {
            return Err(Broken);
        }
    }
    Ok(found)
}

/// Returns whether the key can be used for this purpose. Without the extension it can be used for every purpose.
pub(super) fn key_may(extensions: &[u8], bit: u8) -> Result<bool, Broken> {
    let Some(usage) = find(extensions, KEY_USAGE)? else { return Ok(true) };
    let (_unused, bits) =
        Reader::only(usage, BIT_STRING).and_then(|bits| bits.value.split_first()).ok_or(Broken)?;
    Ok(bits.first().is_some_and(|first| first & bit != 0))
}

/// `BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }`
pub(super) fn is_authority(extensions: &[u8]) -> Result<bool, Broken> {
    let Some(constraints) = find(extensions, BASIC_CONSTRAINTS)? else { return Ok(false) };
    let mut constraints = Reader::new(Reader::only(constraints, SEQUENCE).ok_or(Broken)?.value);
    Ok(constraints.take(BOOLEAN).is_some_and(|authority| authority.value == [0xff]))
}
