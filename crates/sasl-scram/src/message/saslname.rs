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

/// As it goes on the line.
pub(crate) fn write(name: &str, to: &mut String) {
    // What is between two of them is written at once, and as a rule that is all there is.
    for part in name.split_inclusive([',', '=']) {
        match (part.strip_suffix(','), part.strip_suffix('=')) {
            (Some(part), _) => to.extend([part, "=2C"]),
            (_, Some(part)) => to.extend([part, "=3D"]),
            _ => to.push_str(part),
        }
    }
}
