//! `saslname = 1*(value-safe-char / "=2C" / "=3D")` (RFC 5802 section 7): a name in which `,` and `=` are escaped.
use crate::{error::Fault, limits};
use alloc::string::String;

/// Decodes a name once. Only the canonical form is accepted.
pub(crate) fn read(escaped: &[u8]) -> Result<String, Fault> {
    if !limits::NAME.contains(&escaped.len()) {
        return Err(Fault::Name);
    }
    let text = core::str::from_utf8(escaped).map_err(|_| Fault::Name)?;
    // `value-safe-char` excludes both, and no other check covers the gs2 header.
    if escaped.iter().any(|c| matches!(c, 0 | b',')) {
        return Err(Fault::Name);
    }
    if !escaped.contains(&b'=') {
        return Ok(String::from(text));
    }
    let mut parts = text.split('=');
    let mut name = String::with_capacity(text.len());
    name.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (escape, rest) = part.split_at_checked(2).ok_or(Fault::Name)?;
        name.push(match escape {
            "2C" => ',',
            "3D" => '=',
            _ => return Err(Fault::Name),
        });
        name.push_str(rest);
    }
    Ok(name)
}

/// Escapes a name.
pub(crate) fn write(name: &str, to: &mut String) {
    // The text between two escapes is written at once; usually there are no escapes.
    for part in name.split_inclusive([',', '=']) {
        match (part.strip_suffix(','), part.strip_suffix('=')) {
            (Some(part), _) => to.extend([part, "=2C"]),
            (_, Some(part)) => to.extend([part, "=3D"]),
            _ => to.push_str(part),
        }
    }
}
