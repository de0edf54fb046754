//! The question for an account's records.
use crate::extensions::Extensions;
use crate::record::Records;
use alloc::string::String;
use core::fmt;

/// Asks for the records of this user. The answer is [`Found`].
pub struct Lookup {
    as_sent: String,
    prepared: Option<String>,
    mechanism: &'static str,
    extensions: Extensions,
}

/// The result of a directory lookup.
#[derive(Debug)]
pub enum Found {
    /// The account's records, of any type; the mechanism selects its own.
    Account(Records),
    /// The account does not exist. The exchange continues and fails at the end, like one with a wrong password.
    Unknown {
        /// The name, folded exactly as the directory folds existing names. Decoys are derived from it, so two
        /// spellings that lead to one account must fold to one name.
        canonical: String,
    },
}

impl Lookup {
    /// Creates the question from a name as sent, and as prepared if that differs.
    pub fn new(as_sent: impl Into<String>, prepared: Option<String>, mechanism: &'static str) -> Self {
        Self { as_sent: as_sent.into(), prepared, mechanism, extensions: Extensions::NONE }
    }

    /// Sets the extensions of the client's first message.
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        Self { extensions, ..self }
    }

    /// Returns the login name, prepared. Look up this name.
    pub fn user(&self) -> &str {
        self.prepared.as_deref().unwrap_or(&self.as_sent)
    }

    /// Returns the login name as the client sent it, unescaped.
    pub fn as_sent(&self) -> &str {
        &self.as_sent
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Returns the extensions that the client sent. They are not authenticated yet.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Returns the login name, prepared, and consumes the question.
    pub fn into_user(self) -> String {
        self.prepared.unwrap_or(self.as_sent)
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
