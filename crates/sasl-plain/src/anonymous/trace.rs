//! `message = [ email / token ]` (RFC 4505 section 2)
use precis_normalize::{Unassigned, saslprep};

/// The maximum length in characters, of a token and of an email address.
const LONGEST: usize = 255;

/// Returns whether this is valid trace information. The `trace` profile of stringprep (RFC 4505 section 3) changes
/// no characters. It forbids those that SASLprep forbids, except characters for private use; this function rejects
/// those too.
pub(super) fn is_trace(text: &str) -> bool {
    let length = text.chars().take(LONGEST.saturating_add(1)).count();
    let prepared = saslprep(text, Unassigned::Allow);
    (1..=LONGEST).contains(&length) && is_token_or_email(text) && prepared.is_ok_and(|text| !text.is_empty())
}

/// Checks the position of `@`: a token has none; an email address has one that is neither the first nor the last
/// character.
fn is_token_or_email(text: &str) -> bool {
    text.rsplit_once('@').is_none_or(|(local, domain)| !local.is_empty() && !domain.is_empty())
}
