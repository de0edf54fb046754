//! `kvpair = key "=" value kvsep`, with `kvsep = %x01` (RFC 7628 section 3.1)
use super::FORM;
use sasl_core::Error;

/// A key-value pair.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a str,
}

/// Reads `*kvpair kvsep` with at least one pair.
pub(super) fn read(pairs: &[u8]) -> Result<impl Iterator<Item = Result<Pair<'_>, Error>>, Error> {
    let text = core::str::from_utf8(pairs).map_err(|_| FORM)?;
    let inside = text.strip_suffix("\x01\x01").ok_or(FORM)?;
    Ok(inside.split('\x01').map(|pair| {
        let (key, value) = pair.split_once('=').ok_or(FORM)?;
        let is_key = !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphabetic());
        if is_key && value.chars().all(is_value) { Ok(Pair { key, value }) } else { Err(FORM) }
    }))
}

/// `value = *(VCHAR / SP / HTAB / CR / LF)`; XOAUTH2 also allows characters outside of ASCII.
fn is_value(c: char) -> bool {
    !c.is_control() || matches!(c, '\t' | '\r' | '\n')
}
