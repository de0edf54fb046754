//! A server's failure reply (RFC 1939 section 3, RFC 2449 section 8).
use alloc::{format, string::String};

/// A failure: its parts and its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    code: Option<&'static str>,
    text: &'static str,
}

impl Reply {
    pub(crate) const fn new(code: Option<&'static str>, text: &'static str) -> Self {
        Self { code, text }
    }

    /// Returns the response code without brackets (RFC 3206).
    pub const fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// Returns the text for display.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Returns the whole line with its CRLF.
    pub fn line(&self) -> String {
        match self.code {
            Some(code) => format!("-ERR [{code}] {}\r\n", self.text),
            None => format!("-ERR {}\r\n", self.text),
        }
    }
}
