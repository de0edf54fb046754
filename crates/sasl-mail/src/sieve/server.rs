//! The replies of a ManageSieve server and the client's lines in an exchange.
use super::{
    reply::Reply,
    string::{self, End},
    words::Text,
};
use crate::{
    base64::{self, Decoded},
    line::Line,
    reason::Reason,
    reply::{Row, row},
};
use alloc::string::String;
use sasl_core::server::Rejection;

/// Writes a challenge (RFC 5804 section 2.1), with its CRLF.
///
/// ```
/// use sasl_mail::sieve::server::challenge;
/// assert_eq!(challenge(b"a"), "\"YQ==\"\r\n");
/// assert_eq!(challenge(b""), "\"\"\r\n");
/// assert!(challenge(&[0; 1000]).starts_with("{1336}\r\nAAAA"));
/// ```
pub fn challenge(message: &[u8]) -> String {
    let mut line = String::with_capacity(string::length(message, End::Server).saturating_add(2));
    string::push(&mut line, message, End::Server);
    line.push_str("\r\n");
    line
}

/// Reads the client's line in an exchange, with its literal and without its CRLF: one string of at most
/// [`response_line`](crate::limits::response_line) octets.
///
/// ```
/// use sasl_mail::{line::Line, sieve::server::response};
/// assert!(matches!(response(b"\"YQ==\"", 12288), Line::Response(octets) if *octets == *b"a"));
/// assert!(matches!(response(b"{4+}\r\nYQ==", 12288), Line::Response(octets) if *octets == *b"a"));
/// assert!(matches!(response(b"\"\"", 12288), Line::Response(octets) if octets.is_empty()));
/// assert!(matches!(response(b"\"*\"", 12288), Line::Cancel));
/// assert!(matches!(response(b"\"=\"", 12288), Line::Undecodable));
/// assert!(matches!(response(b"YQ==", 12288), Line::Undecodable));
/// ```
pub fn response(line: &[u8], limit: usize) -> Line {
    string::alone(line).map_or(Line::Undecodable, |text| Line::read(text.octets(), limit))
}

/// Reads the string after the mechanism's name in the client's command, if there is one. `""` is an empty initial
/// response; `=` is not, in this protocol.
///
/// # Errors
/// [`Rejection::Undecodable`] or [`Rejection::TooLong`]. Answer the command with its reply; no exchange starts.
pub fn read_initial(argument: Option<Text<'_>>, limit: usize) -> Result<Option<Decoded>, Rejection> {
    match argument.map(|text| text.octets()) {
        None => Ok(None),
        Some(octets) if octets.len() > limit => Err(Rejection::TooLong),
        Some(octets) => base64::decode(octets).map(Some).map_err(|_| Rejection::Undecodable),
    }
}

/// Returns the reply to a rejection, to a mechanism that is not offered, or to a command in an invalid state, from
/// the [table](crate::reply).
///
/// ```
/// use sasl_core::server::NotOffered;
/// use sasl_mail::sieve::server::reply;
/// let reply = reply(NotOffered::NeedsTls);
/// assert_eq!(reply.code(), Some("ENCRYPT-NEEDED"));
/// assert_eq!(reply.line(), "NO (ENCRYPT-NEEDED) \"This mechanism requires encryption; enable TLS\"\r\n");
/// ```
pub fn reply(reason: impl Into<Reason>) -> Reply {
    let Row { sieve, .. } = row(reason.into());
    sieve
}

/// Writes the reply to an accepted login, with its data
/// ([`Accepted::success_data`](sasl_core::server::Accepted::success_data)) and its CRLF. It has no text, because
/// Cyrus' clients do not expect any.
///
/// ```
/// use sasl_mail::sieve::server::success;
/// assert_eq!(success(None), "OK\r\n");
/// assert_eq!(success(Some(b"a")), "OK (SASL \"YQ==\")\r\n");
/// ```
pub fn success(data: Option<&[u8]>) -> String {
    let Some(data) = data else { return "OK\r\n".into() };
    let mut line = String::from("OK (SASL ");
    string::push(&mut line, data, End::Server);
    line.push_str(")\r\n");
    line
}
