//! A configuration that cannot be used.
use std::{error, fmt};

/// Why a configuration cannot be used, in one sentence that says on what and what to do.
#[derive(Clone, Debug)]
pub struct ConfigError {
    text: String,
    kind: ConfigErrorKind,
}

/// What a [`ConfigError`] is about.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigErrorKind {
    /// A file, an option, or how they fit together.
    Invalid,
    /// The network: an address cannot be bound, or no TLS connection can be made.
    Network,
}

impl ConfigError {
    /// An error in a file or an option.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: ConfigErrorKind::Invalid }
    }

    /// An error of the network.
    pub fn connection(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: ConfigErrorKind::Network }
    }

    /// Returns what the error is about.
    pub const fn kind(&self) -> ConfigErrorKind {
        self.kind
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl error::Error for ConfigError {}
