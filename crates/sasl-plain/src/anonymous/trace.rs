//! `message = [ email / token ]` (RFC 4505 section 2)
use precis_normalize::{Unassigned, saslprep};

/// The most characters of a token, and of an address as well.
const LONGEST: usize = 255;

/// Is this a trace? The `trace` profile of stringprep (RFC 4505 section 3) changes nothing and refuses what SASLprep
/// refuses, except characters for private use, which are refused here too.
pub(super) fn is_trace(text: &str) -> bool {
    let length = text.chars().take(LONGEST.saturating_add(1)).count();
    let prepared = saslprep(text, Unassigned::Allow);
    (1..=LONGEST).contains(&length) && is_token_or_email(text) && prepared.is_ok_and(|text| !text.is_empty())
}

/// A token has no `@`; an address has one that is neither the first nor the last character.
fn is_token_or_email(text: &str) -> bool {
    text.rsplit_once('@').is_none_or(|(local, domain)| !local.is_empty() && !domain.is_empty())
}
