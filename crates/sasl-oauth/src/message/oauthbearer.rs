//! `client-resp = gs2-header kvsep *kvpair kvsep` (RFC 7628 section 3.1)
use super::{Claims, FORM, claims::host_name, pairs, saslname, token};
use alloc::{format, string::String, vec::Vec};
use sasl_core::Error;
use zeroize::Zeroizing;

pub(super) fn read(message: &[u8]) -> Result<Claims<'_>, Error> {
    let end = message.iter().position(|c| *c == 1).ok_or(FORM)?;
    let (header, rest) = message.split_at_checked(end).ok_or(FORM)?;
    let header = core::str::from_utf8(header).map_err(|_| FORM)?;
    // The mechanism has no channel binding, so `p=` is invalid.
    let name = header.strip_prefix("n,").or_else(|| header.strip_prefix("y,")).ok_or(FORM)?;
    let name = name.strip_suffix(',').ok_or(FORM)?;
    let user = match name.strip_prefix("a=") {
        Some(escaped) => Some(saslname::read(escaped)?),
        None if name.is_empty() => None,
        None => return Err(FORM),
    };
    Claims::read(user, pairs::read(rest.get(1..).unwrap_or_default())?)
}

pub(super) fn write(claims: &Claims<'_>) -> Option<Zeroizing<Vec<u8>>> {
    let user = claims.user.as_deref().unwrap_or_default();
    if user.chars().any(char::is_control) || !token::is_token(claims.token) {
        return None;
    }
    let mut head = String::from("n,");
    if !user.is_empty() {
        head.push_str("a=");
        head.push_str(&saslname::write(user));
    }
    head.push_str(",\x01");
    if let Some(host) = claims.host {
        head.push_str(&format!("host={}\x01", host_name(host).ok()?));
    }
    if let Some(port) = claims.port {
        head.push_str(&format!("port={port}\x01"));
    }
    head.push_str("auth=");
    Some(join(&[&head, token::SCHEME, claims.token, "\x01\x01"]))
}

/// Joins the parts in one allocation, so that no copy of the token remains in memory.
pub(super) fn join(parts: &[&str]) -> Zeroizing<Vec<u8>> {
    let length = parts.iter().map(|part| part.len()).sum();
    let mut message = Zeroizing::new(Vec::with_capacity(length));
    parts.iter().for_each(|part| message.extend_from_slice(part.as_bytes()));
    message
}
