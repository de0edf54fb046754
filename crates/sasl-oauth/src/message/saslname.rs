//! `saslname = 1*(value-safe-char / "=2C" / "=3D")` (RFC 5801 section 4): a name in which `,` and `=` are escaped.
use super::FORM;
use alloc::{borrow::Cow, string::String};
use sasl_core::Error;

/// Returns the name, decoded once.
///
/// A name with an `=` that begins neither `=2C` nor `=3D` is accepted as it is, because libcurl (to 8.23.0 at
/// least) does not escape names. RFC 5801's grammar forbids it, and SCRAM rejects it. Here it is safe: the token
/// determines the account, the name is the requested identity, and no signature covers it.
pub(super) fn read(escaped: &str) -> Result<Cow<'_, str>, Error> {
    if escaped.is_empty() || escaped.contains(',') {
        return Err(FORM);
    }
    Ok(decode(escaped).map_or(escaped.into(), Cow::Owned))
}

/// Returns `None` if an `=` begins no escape, and if there is no `=`.
fn decode(escaped: &str) -> Option<String> {
    let (plain, rest) = escaped.split_once('=')?;
    let mut name = String::from(plain);
    for part in rest.split('=') {
        let (escape, rest) = part.split_at_checked(2)?;
        name.push(match escape {
            "2C" => ',',
            "3D" => '=',
            _ => return None,
        });
        name.push_str(rest);
    }
    Some(name)
}

/// Escapes a name.
pub(super) fn write(name: &str) -> String {
    name.replace('=', "=3D").replace(',', "=2C")
}
