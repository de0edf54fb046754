//! A server that may explain its no before it says it: OAUTHBEARER's JSON (RFC 7628 section 3.2.3).
use super::outcome::Authenticated;
use crate::untrusted::UntrustedText;

/// The wait of a client that has said everything.
#[doc(hidden)]
#[derive(Debug)]
pub enum MayExplain {
    /// There is no explanation yet: a yes is a yes.
    Not { outcome: Authenticated, answer: &'static [u8] },
    /// There is one: only a no can follow.
    Explained(UntrustedText),
}
