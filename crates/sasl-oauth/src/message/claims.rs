//! The claims in a client's message and its token.
use super::{FORM, pairs::Pair, token};
use alloc::borrow::Cow;
use sasl_core::Error;

/// The parts of a message that the server uses.
pub(crate) struct Claims<'a> {
    pub(crate) user: Option<Cow<'a, str>>,
    pub(crate) host: Option<&'a str>,
    pub(crate) port: Option<u16>,
    /// The bearer token; empty in a request for the requirements of a token (RFC 7628 section 4.3).
    pub(crate) token: &'a str,
}

impl<'a> Claims<'a> {
    /// Reads the pairs. Each key occurs at most once and `auth` exactly once; unknown keys are ignored (RFC 7628
    /// section 3.1).
    pub(super) fn read(
        user: Option<Cow<'a, str>>,
        pairs: impl Iterator<Item = Result<Pair<'a>, Error>>,
    ) -> Result<Self, Error> {
        let mut seen = [None; 3];
        for pair in pairs {
            let Pair { key, value } = pair?;
            let at = ["auth", "host", "port"].iter().position(|known| *known == key);
            if let Some(place) = at.and_then(|at| seen.get_mut(at))
                && place.replace(value).is_some()
            {
                return Err(FORM);
            }
        }
        let [auth, host, port] = seen;
        let host = host.map(host_name).transpose()?;
        let port = port.map(port_number).transpose()?;
        Ok(Self { user, host, port, token: token::read(auth.ok_or(FORM)?)? })
    }
}

/// Reads a host name or an address, which the server can compare with its own.
pub(super) fn host_name(value: &str) -> Result<&str, Error> {
    let fits = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.' | b'_' | b'[' | b']' | b':');
    if (1..=255).contains(&value.len()) && value.bytes().all(fits) { Ok(value) } else { Err(FORM) }
}

/// Reads a port number, which has exactly one spelling.
fn port_number(value: &str) -> Result<u16, Error> {
    let digits = value.bytes().all(|c| c.is_ascii_digit()) && !value.starts_with('0');
    value.parse().ok().filter(|_| digits).ok_or(FORM)
}
