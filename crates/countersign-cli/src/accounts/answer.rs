//! What a directory answers a login that names an account.
use super::located::Located;
use countersign::{Records, account::SaltGroup, sasl::server::Found, scram::CanonicalName};
use std::sync::Arc;

/// The account, if there is one, and what the mechanism is answered.
pub(crate) struct Answer {
    pub(crate) located: Option<Located>,
    pub(crate) found: Found,
}

impl Answer {
    /// No account has the name, or one that has no password.
    pub(super) fn unknown(located: Option<Located>, group: &SaltGroup) -> Self {
        Self { located, found: Found::Unknown { canonical: group.as_str().into() } }
    }

    /// An account without a record for the mechanism: it is shown what the recipe makes, and so is what has to look like it.
    pub(super) fn lacking(located: Option<Located>, group: &SaltGroup) -> Self {
        let named = Records::new([Arc::new(CanonicalName::new(group.as_str())) as _]);
        Self { located, found: Found::Account(named) }
    }
}
