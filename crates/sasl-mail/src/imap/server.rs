//! The responses of an IMAP server. [`line`](mod@crate::line) reads the client's lines.
use super::reply::{self, Reply, Status};
use crate::{
    line,
    reason::Reason,
    reply::{Row, row},
};
use alloc::{format, string::String};

/// Writes a challenge as a continuation request (RFC 9051 section 7.6), with its CRLF.
///
/// ```
/// assert_eq!(sasl_mail::imap::server::challenge(b"a"), "+ YQ==\r\n");
/// assert_eq!(sasl_mail::imap::server::challenge(b""), "+ \r\n");
/// ```
pub fn challenge(message: &[u8]) -> String {
    line::challenge("+ ", message)
}

/// Returns the reply to a rejection, to a mechanism that is not offered, or to a command in an invalid state, from
/// the [table](crate::reply).
///
/// ```
/// use sasl_core::server::NotOffered;
/// use sasl_mail::imap::{Status, server::reply};
/// let reply = reply(NotOffered::NeedsTls);
/// assert_eq!((reply.status(), reply.code()), (Status::No, Some("PRIVACYREQUIRED")));
/// assert!(reply.line("a1").starts_with("a1 NO [PRIVACYREQUIRED] "));
/// ```
pub fn reply(reason: impl Into<Reason>) -> Reply {
    let Row { imap, .. } = row(reason.into());
    imap
}

/// Writes the reply to an accepted login, with its CRLF. If the words of the CAPABILITY response are given, the
/// client need not request them (RFC 9051 section 6.2.2).
///
/// ```
/// use sasl_mail::imap::server::success;
/// assert_eq!(success("a1", None), "a1 OK Logged in\r\n");
/// assert_eq!(success("a1", Some("IMAP4rev2 IDLE")), "a1 OK [CAPABILITY IMAP4rev2 IDLE] Logged in\r\n");
/// ```
pub fn success(tag: &str, capabilities: Option<&str>) -> String {
    let code = capabilities.map(|words| format!("CAPABILITY {words}"));
    reply::line(tag, Status::Ok, code.as_deref(), "Logged in")
}
