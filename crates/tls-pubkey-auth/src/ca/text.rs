//! ASN.1 strings that all programs read in the same way.
use super::refused::NotIdentified;

pub(super) const UTF8: u8 = 0x0c;
const PRINTABLE: u8 = 0x13;
pub(super) const IA5: u8 = 0x16;

/// The maximum length of a name, well above that of a common name (64 characters).
const MAX_NAME: usize = 320;

/// Returns the text of a string with this tag. BMPString, T61String and UniversalString are rejected, because
/// programs read them in different ways.
pub(super) fn read(tag: u8, octets: &[u8]) -> Result<&str, NotIdentified> {
    let is_fit: fn(u8) -> bool = match tag {
        UTF8 => |_| true,
        IA5 => |octet| octet.is_ascii(),
        PRINTABLE => |octet| octet.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&octet),
        _ => return Err(NotIdentified::NameType),
    };
    let text = core::str::from_utf8(octets).map_err(|_| NotIdentified::NameType)?;
    if !octets.iter().copied().all(is_fit) {
        return Err(NotIdentified::NameType);
    }
    let is_clean = !text.contains(char::is_control) && text.trim() == text && !text.is_empty();
    // An embedded NUL ends the name for programs written in C.
    if is_clean && text.len() <= MAX_NAME { Ok(text) } else { Err(NotIdentified::NameCharacters) }
}
