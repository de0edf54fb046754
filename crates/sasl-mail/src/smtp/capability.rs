//! The AUTH keyword of the EHLO reply (RFC 4954 section 3).
use crate::{
    names::{self, Names},
    split,
};
use alloc::string::String;

/// Reads the mechanisms from the lines of the EHLO reply, each without its code, the character after it, and its
/// CRLF.
///
/// Accepts `AUTH PLAIN LOGIN` and the variant `AUTH=PLAIN LOGIN` for old clients, without regard to case. Invalid
/// mechanism names are skipped.
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

/// Returns the parameters if the keyword is AUTH.
fn parameters(line: &[u8]) -> Option<&[u8]> {
    let is_auth = |keyword: &[u8]| keyword.eq_ignore_ascii_case(b"AUTH");
    [b' ', b'='].iter().find_map(|separator| match split::once(line, *separator) {
        Some((keyword, names)) if is_auth(keyword) => Some(names),
        _ => None,
    })
}

/// Returns a server's line of the EHLO reply for these mechanisms, without code and CRLF. Returns `None` if there
/// are none, so that AUTH is not advertised. Invalid names (RFC 4422 section 3.1) are omitted.
///
/// ```
/// use sasl_mail::smtp::capability::auth_line;
/// assert_eq!(auth_line(["SCRAM-SHA-256", "PLAIN"]).unwrap(), "AUTH SCRAM-SHA-256 PLAIN");
/// assert_eq!(auth_line([]), None);
/// ```
pub fn auth_line<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    names::listed("AUTH", names)
}
