//! A server's reply (RFC 5321 section 4.2).
use super::enhanced::Enhanced;
use alloc::{format, string::String};

/// A reply: its parts and its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    enhanced: Enhanced,
    text: &'static str,
}

impl Reply {
    pub(crate) const fn new(code: u16, enhanced: Enhanced, text: &'static str) -> Self {
        Self { code, enhanced, text }
    }

    /// Returns the reply code.
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// Returns the enhanced status code (RFC 3463).
    pub const fn enhanced(&self) -> Enhanced {
        self.enhanced
    }

    /// Returns the text for display.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Returns the whole line with its CRLF.
    pub fn line(&self) -> String {
        let Self { code, enhanced, text } = self;
        format!("{code} {enhanced} {text}\r\n")
    }
}
