//! `saslname = 1*(value-safe-char / "=2C" / "=3D")`: a name in which `,` and `=` are written otherwise.
use crate::{error::Fault, limits};
use alloc::string::String;

/// Decoded once; every form but the canonical one is refused.
pub(crate) fn read(escaped: &[u8]) -> Result<String, Fault> {
    if !limits::NAME.contains(&escaped.len()) {
        return Err(Fault::Name);
    }
    let text = core::str::from_utf8(escaped).map_err(|_| Fault::Name)?;
    // `value-safe-char` has neither, and the gs2 header is read by nobody but this.
    if text.contains(['\0', ',']) {
        return Err(Fault::Name);
    }
    let mut parts = text.split('=');
    let mut name = String::from(parts.next().unwrap_or_default());
    name.reserve(text.len().saturating_sub(name.len()));
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

/// As it goes on the line.
pub(crate) fn write(name: &str, to: &mut String) {
    for c in name.chars() {
        match c {
            ',' => to.push_str("=2C"),
            '=' => to.push_str("=3D"),
            _ => to.push(c),
        }
    }
}
