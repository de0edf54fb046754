//! `server-error`: the server says no, and why.
use sasl_core::{Error, ErrorKind, UntrustedText};

/// It may stand where the server owes its proof, and where it owes a challenge: what is wrong with a client's first message
/// can be told at once. Nobody has signed it.
pub(super) fn refused(said: &[u8]) -> Error {
    Error::new(ErrorKind::Refused, "SCRAM: the server refused the login").with_said(UntrustedText::new(said))
}
