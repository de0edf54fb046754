//! The question for an account's records.
use crate::extensions::Extensions;
use crate::record::Records;
use alloc::string::String;
use core::fmt;

/// What is stored for this user? Answered with [`Found`].
pub struct Lookup {
    as_sent: String,
    prepared: Option<String>,
    mechanism: &'static str,
    extensions: Extensions,
}

/// What the directory holds.
#[derive(Debug)]
pub enum Found {
    /// The account's records, of any kinds; the mechanism picks its own.
    Account(Records),
    /// There is no such account. The exchange goes on and fails at its end, like a wrong password.
    Unknown {
        /// The name, folded exactly as the directory folds the names that it has. What is shown to an unknown
        /// user is derived from it, so two spellings that lead to one account must fold to one name.
        canonical: String,
    },
}

impl Lookup {
    /// A name as sent, and as prepared if that is different.
    pub fn new(as_sent: impl Into<String>, prepared: Option<String>, mechanism: &'static str) -> Self {
        Self { as_sent: as_sent.into(), prepared, mechanism, extensions: Extensions::NONE }
    }

    /// .. and these extensions of the client's first message.
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        Self { extensions, ..self }
    }

    /// The login name, prepared: look this up.
    pub fn user(&self) -> &str {
        self.prepared.as_deref().unwrap_or(&self.as_sent)
    }

    /// The login name as the client sent it, unescaped.
    pub fn as_sent(&self) -> &str {
        &self.as_sent
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Extensions that the client has sent. Nobody has proved anything yet: they are anybody's words.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The login name, prepared.
    pub fn into_user(self) -> String {
        self.prepared.unwrap_or(self.as_sent)
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
