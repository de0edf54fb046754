//! The escapes of parameters: octet 1 and a letter represent NUL, octet 1, TAB, CR and LF.
use alloc::{string::String, vec::Vec};

/// The octet that starts an escape.
const ESCAPE: u8 = 1;

/// Writes the value in pieces that contain no NUL, TAB, CR or LF.
pub(crate) fn push(value: &[u8], mut write: impl FnMut(&[u8])) {
    let mut rest = value;
    while let Some(at) = rest.iter().position(|octet| letter(*octet).is_some()) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        write(plain);
        let Some((octet, after)) = special.split_first() else { return };
        if let Some(letter) = letter(*octet) {
            write(&[ESCAPE, letter]);
        }
        rest = after;
    }
    write(rest);
}

fn letter(octet: u8) -> Option<u8> {
    match octet {
        0 => Some(b'0'),
        ESCAPE => Some(b'1'),
        b'\t' => Some(b't'),
        b'\r' => Some(b'r'),
        b'\n' => Some(b'n'),
        _ => None,
    }
}

/// Resolves escapes as Dovecot does: an unknown letter represents itself, and an escape without a letter is
/// dropped.
pub(crate) fn resolve(field: &[u8]) -> Vec<u8> {
    let mut value = Vec::with_capacity(field.len());
    let mut octets = field.iter().copied();
    while let Some(octet) = octets.next() {
        match octet {
            ESCAPE => value.extend(octets.next().map(|letter| match letter {
                b'0' => 0,
                b'1' => ESCAPE,
                b't' => b'\t',
                b'r' => b'\r',
                b'n' => b'\n',
                other => other,
            })),
            other => value.push(other),
        }
    }
    value
}

/// Resolves escapes of a text field. Returns `None` if it is not UTF-8.
pub(crate) fn text(field: &[u8]) -> Option<String> {
    String::from_utf8(resolve(field)).ok()
}
