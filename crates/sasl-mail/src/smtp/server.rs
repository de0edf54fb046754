//! The replies of an SMTP server. [`line`](mod@crate::line) reads the client's lines.
use super::{enhanced::Enhanced, reply::Reply};
use crate::{
    line,
    reason::Reason,
    reply::{Row, row},
};
use alloc::string::String;

/// Writes a challenge (RFC 4954 section 4), with its CRLF.
///
/// ```
/// assert_eq!(sasl_mail::smtp::server::challenge(b"a"), "334 YQ==\r\n");
/// assert_eq!(sasl_mail::smtp::server::challenge(b""), "334 \r\n");
/// ```
pub fn challenge(message: &[u8]) -> String {
    line::challenge("334 ", message)
}

/// Returns the reply to a rejection, to a mechanism that is not offered, or to a command in an invalid state, from
/// the [table](crate::reply).
///
/// ```
/// use sasl_mail::{InvalidState, smtp::server::reply};
/// assert_eq!(reply(InvalidState::LoginNeeded).line(), "530 5.7.0 Log in first\r\n");
/// ```
pub fn reply(reason: impl Into<Reason>) -> Reply {
    let Row { smtp, .. } = row(reason.into());
    smtp
}

/// Returns the reply to an accepted login (RFC 4954 section 6).
///
/// ```
/// assert_eq!(sasl_mail::smtp::server::success().line(), "235 2.7.0 Logged in\r\n");
/// ```
pub const fn success() -> Reply {
    Reply::new(235, Enhanced(2, 7, 0), "Logged in")
}
