//! A server's refusal (RFC 1939 section 3, RFC 2449 section 8).
use alloc::{format, string::String};

/// A refusal: its parts, and the line they make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    code: Option<&'static str>,
    text: &'static str,
}

impl Reply {
    pub(crate) const fn new(code: Option<&'static str>, text: &'static str) -> Self {
        Self { code, text }
    }

    /// The response code, without its brackets (RFC 3206).
    pub const fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// For a person.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The whole line, with its CRLF.
    pub fn line(&self) -> String {
        match self.code {
            Some(code) => format!("-ERR [{code}] {}\r\n", self.text),
            None => format!("-ERR {}\r\n", self.text),
        }
    }
}
