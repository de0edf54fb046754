//! The question for the check of a password that the client sent in plaintext.
use super::{Step, lookup::Found};
use crate::{check::Check, question::Asked, secret::Secret};
use alloc::string::String;
use core::fmt;

/// Asks whether this is the user's password. Answer with [`Asked::verified`] if the program, an LDAP server or PAM
/// has checked it. Answer with [`Asked::verify_against`] if there are records to check it against.
pub struct CheckPassword {
    user: String,
    password: Secret,
    mechanism: &'static str,
}

/// The answer to [`CheckPassword`].
#[derive(Debug)]
pub enum PasswordAnswer {
    /// The result of the application's own check.
    Checked(Check),
    /// The records to check the password against. An unknown user costs as much work as a known one.
    Against(Found),
}

impl CheckPassword {
    /// Creates the question from a prepared login name and the password as sent.
    pub fn new(user: impl Into<String>, password: Secret, mechanism: &'static str) -> Self {
        Self { user: user.into(), password, mechanism }
    }

    /// Returns the login name, prepared.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Returns the password as sent.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Returns the login name and the password.
    pub fn into_parts(self) -> (String, Secret) {
        (self.user, self.password)
    }
}

impl Asked<CheckPassword> {
    /// Answers with the result of the application's check. Empty passwords are rejected before this question, so
    /// an LDAP server cannot mistake one for an anonymous bind.
    pub fn verified(self, check: Check) -> Step {
        self.answer(PasswordAnswer::Checked(check))
    }

    /// Checks the password against these records, as [`Work`](crate::Work).
    pub fn verify_against(self, found: Found) -> Step {
        self.answer(PasswordAnswer::Against(found))
    }
}

impl fmt::Debug for CheckPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckPassword").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
