//! The AUTH keyword of the EHLO reply (RFC 4954 section 3).
use crate::{
    names::{self, Names},
    split,
};
use alloc::string::String;

/// A client reads the lines of the EHLO reply, each without its code, the character after it, and its CRLF.
///
/// Both `AUTH PLAIN LOGIN` and, of servers for old clients, `AUTH=PLAIN LOGIN` count, in any case; what is no
/// mechanism's name is passed over.
///
/// ```
/// use sasl_mail::smtp::capability::read;
/// let reply = ["mx.example.org", "PIPELINING", "AUTH SCRAM-SHA-256-PLUS", "AUTH=PLAIN"];
/// let names = read(reply.map(str::as_bytes));
/// assert_eq!(names.iter().collect::<Vec<_>>(), ["PLAIN", "SCRAM-SHA-256-PLUS"]);
/// ```
pub fn read<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> Names {
    lines.into_iter().filter_map(parameters).flat_map(|names| names.split(|octet| *octet == b' ')).collect()
}

/// What follows the keyword, if that is AUTH.
fn parameters(line: &[u8]) -> Option<&[u8]> {
    let is_auth = |keyword: &[u8]| keyword.eq_ignore_ascii_case(b"AUTH");
    [b' ', b'='].iter().find_map(|separator| match split::once(line, *separator) {
        Some((keyword, names)) if is_auth(keyword) => Some(names),
        _ => None,
    })
}

/// A server's line of the EHLO reply for these mechanisms, without code and CRLF; `None` where there is no
/// mechanism, so that AUTH is not announced. A name that is not well-formed (RFC 4422 section 3.1) is left out.
///
/// ```
/// use sasl_mail::smtp::capability::auth_line;
/// assert_eq!(auth_line(["SCRAM-SHA-256", "PLAIN"]).unwrap(), "AUTH SCRAM-SHA-256 PLAIN");
/// assert_eq!(auth_line([]), None);
/// ```
pub fn auth_line<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    names::listed("AUTH", names)
}
