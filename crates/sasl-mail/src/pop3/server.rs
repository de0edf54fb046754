//! The replies of a POP3 server. [`line`](mod@crate::line) reads the client's lines.
use super::reply::Reply;
use crate::{
    line,
    reason::Reason,
    reply::{Row, row},
};
use alloc::string::String;

/// Writes a challenge (RFC 5034 section 4), with its CRLF.
///
/// ```
/// assert_eq!(sasl_mail::pop3::server::challenge(b"a"), "+ YQ==\r\n");
/// assert_eq!(sasl_mail::pop3::server::challenge(b""), "+ \r\n");
/// ```
pub fn challenge(message: &[u8]) -> String {
    line::challenge("+ ", message)
}

/// Returns the reply to a rejection, to a mechanism that is not offered, or to a command in an invalid state, from
/// the [table](crate::reply). A server that uses it must list `RESP-CODES` and `AUTH-RESP-CODE` (RFC 3206 section
/// 6).
///
/// ```
/// use sasl_core::server::Rejection;
/// use sasl_mail::pop3::server::reply;
/// assert_eq!(reply(Rejection::BadCredentials).code(), Some("AUTH"));
/// assert!(reply(Rejection::Cancelled).line().starts_with("-ERR Login cancelled"));
/// ```
pub fn reply(reason: impl Into<Reason>) -> Reply {
    let Row { pop3, .. } = row(reason.into());
    pop3
}

/// Returns the reply to an accepted login, with its CRLF.
///
/// ```
/// assert_eq!(sasl_mail::pop3::server::success(), "+OK Logged in\r\n");
/// ```
pub const fn success() -> &'static str {
    "+OK Logged in\r\n"
}
