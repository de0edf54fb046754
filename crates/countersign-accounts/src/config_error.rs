//! A configuration that cannot be used.
use std::{error, fmt};

/// Why a configuration cannot be used, in one sentence that says on what and what to do.
#[derive(Clone, Debug)]
pub struct ConfigError(String);

impl ConfigError {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for ConfigError {}
