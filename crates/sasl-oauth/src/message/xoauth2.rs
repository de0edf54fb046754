//! `"user=" user kvsep "auth=Bearer " token kvsep kvsep`, as Google documents it.
use super::{Claims, FORM, oauthbearer::join, pairs, token};
use alloc::vec::Vec;
use sasl_core::Error;
use zeroize::Zeroizing;

pub(super) fn read(message: &[u8]) -> Result<Claims<'_>, Error> {
    let mut pairs = pairs::read(message)?;
    let first = pairs.next().ok_or(FORM)??;
    if first.key != "user" || first.value.is_empty() {
        return Err(FORM);
    }
    Claims::read(Some(first.value.into()), pairs)
}

pub(super) fn write(claims: &Claims<'_>) -> Option<Zeroizing<Vec<u8>>> {
    let user = claims.user.as_deref().filter(|user| !user.is_empty())?;
    if user.chars().any(char::is_control) || !token::is_token(claims.token) {
        return None;
    }
    Some(join(&["user=", user, "\x01auth=", token::SCHEME, claims.token, "\x01\x01"]))
}
