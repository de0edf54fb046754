//! Servers that can explain a failure before they report it: OAUTHBEARER's JSON (RFC 7628 section 3.2.3).
use super::outcome::Authenticated;
use crate::untrusted::UntrustedText;

/// The state of a client that waits for the result and accepts an explanation of a failure.
#[doc(hidden)]
#[derive(Debug)]
pub enum MayExplain {
    /// No explanation has arrived: the server can report success.
    Not { outcome: Authenticated, answer: &'static [u8] },
    /// An explanation has arrived: the server can only report failure.
    Explained(UntrustedText),
}
