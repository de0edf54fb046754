//! The check of a token's scopes.

/// Returns whether a token's `scope` (words separated by spaces, RFC 6749 section 3.3) contains *every* required
/// scope. A token without a scope has none. Use it for the answer to
/// [`CheckToken`](sasl_core::server::CheckToken).
///
/// ```
/// use sasl_oauth::has_scopes;
/// assert!(has_scopes(Some("openid mail.read mail.send"), &["mail.read", "mail.send"]));
/// assert!(!has_scopes(Some("mail.read"), &["mail.read", "mail.send"]));
/// assert!(!has_scopes(None, &["mail.read"]));
/// ```
pub fn has_scopes(granted: Option<&str>, required: &[&str]) -> bool {
    let has = |wanted: &&str| granted.unwrap_or_default().split(' ').any(|scope| scope == *wanted);
    required.iter().all(has)
}
