//! `saslname = 1*(value-safe-char / "=2C" / "=3D")` (RFC 5801 section 4): a name in which `,` and `=` are written
//! otherwise.
use super::FORM;
use alloc::{borrow::Cow, string::String};
use sasl_core::Error;

/// Decoded once; every form but the canonical one is refused.
pub(super) fn read(escaped: &str) -> Result<Cow<'_, str>, Error> {
    if escaped.is_empty() || escaped.contains(',') {
        return Err(FORM);
    }
    let Some((plain, rest)) = escaped.split_once('=') else { return Ok(escaped.into()) };
    let mut name = String::from(plain);
    for part in rest.split('=') {
        let (escape, rest) = part.split_at_checked(2).ok_or(FORM)?;
        name.push(match escape {
            "2C" => ',',
            "3D" => '=',
            _ => return Err(FORM),
        });
        name.push_str(rest);
    }
    Ok(name.into())
}

/// As it goes on the line.
pub(super) fn write(name: &str) -> String {
    name.replace('=', "=3D").replace(',', "=2C")
}
