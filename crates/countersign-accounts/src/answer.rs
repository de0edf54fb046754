//! The directory's answer to a login that names an account.
use super::resolved_account::ResolvedAccount;
use countersign::{Records, account::SaltGroup, sasl::server::Found, scram::CanonicalName};
use std::sync::Arc;

/// The account, if it exists, and the answer to the mechanism.
pub struct Answer {
    pub resolved: Option<ResolvedAccount>,
    pub found: Found,
}

impl Answer {
    /// No account has the name, or the account has no password.
    pub(super) fn unknown(resolved: Option<ResolvedAccount>, group: &SaltGroup) -> Self {
        Self { resolved, found: Found::Unknown { canonical: group.as_str().into() } }
    }

    /// The account has no record for the mechanism. It is answered with a decoy by the recipe, and so are names that have to
    /// look like it.
    pub(super) fn lacking(resolved: Option<ResolvedAccount>, group: &SaltGroup) -> Self {
        let named = Records::new([Arc::new(CanonicalName::new(group.as_str())) as _]);
        Self { resolved, found: Found::Account(named) }
    }
}
