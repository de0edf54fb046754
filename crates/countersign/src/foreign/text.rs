//! The common elements of these text formats.
use base64ct::{Base64Unpadded, Encoding};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Octets that are compared in constant time and wiped.
pub(super) type Octets = Zeroizing<Vec<u8>>;

/// Parses a number without a sign and without leading zeros.
pub(super) fn number(text: &str) -> Option<u32> {
    let canonical = text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| canonical)
}

/// Parses canonical base64 without padding.
pub(super) fn unpadded(text: &str) -> Option<Octets> {
    Base64Unpadded::decode_vec(text).map(Zeroizing::new).ok()
}

pub(super) fn to_unpadded(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(Base64Unpadded::encode_string(octets))
}

/// Parses lower-case hexadecimal digits.
pub(super) fn hex(text: &str) -> Option<Octets> {
    base16ct::lower::decode_vec(text).map(Zeroizing::new).ok()
}

pub(super) fn to_hex(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(base16ct::lower::encode_string(octets))
}

/// Splits a text into exactly this number of parts.
pub(super) fn parts<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let mut parts = text.split(separator);
    let mut found = [""; N];
    for part in &mut found {
        *part = parts.next()?;
    }
    parts.next().is_none().then_some(found)
}

/// Parses `name=value` with this name and a numeric value.
pub(super) fn named(text: &str, name: &str) -> Option<u32> {
    number(text.strip_prefix(name)?.strip_prefix('=')?)
}

pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}
