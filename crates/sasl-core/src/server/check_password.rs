//! The question for a password that the client has sent as such.
use super::{Step, lookup::Found};
use crate::{check::Check, question::Asked, secret::Secret};
use alloc::string::String;
use core::fmt;

/// Is this the user's password? Answer with [`Asked::verified`] when this program (or its LDAP server, or PAM)
/// has checked it, with [`Asked::verify_against`] when there are records to check it with.
pub struct CheckPassword {
    user: String,
    password: Secret,
    mechanism: &'static str,
}

/// The two ways to answer.
#[derive(Debug)]
pub enum PasswordAnswer {
    /// The application has checked it.
    Checked(Check),
    /// Check it with these; an unknown user costs what a known one does.
    Against(Found),
}

impl CheckPassword {
    /// A login name, prepared, and the password as it was sent.
    pub fn new(user: impl Into<String>, password: Secret, mechanism: &'static str) -> Self {
        Self { user: user.into(), password, mechanism }
    }

    /// The login name, prepared.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password as it was sent.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Both parts.
    pub fn into_parts(self) -> (String, Secret) {
        (self.user, self.password)
    }
}

impl Asked<CheckPassword> {
    /// This program has checked it. An empty password never gets this far, so an LDAP server cannot take it
    /// for an anonymous bind.
    pub fn verified(self, check: Check) -> Step {
        self.answer(PasswordAnswer::Checked(check))
    }

    /// Check it with these records, as [`Work`](crate::Work).
    pub fn verify_against(self, found: Found) -> Step {
        self.answer(PasswordAnswer::Against(found))
    }
}

impl fmt::Debug for CheckPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckPassword").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
