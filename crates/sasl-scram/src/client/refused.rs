//! `server-error` (RFC 5802 section 7): the server's rejection with its reason.
use sasl_core::{Error, ErrorKind, UntrustedText};

/// Returns the error for a server-error. It can replace the server's proof or its challenge, because a server can
/// reject the client's first message at once. It is not authenticated.
pub(super) fn refused(said: &[u8]) -> Error {
    Error::new(ErrorKind::Refused, "SCRAM: the server refused the login").with_said(UntrustedText::new(said))
}
