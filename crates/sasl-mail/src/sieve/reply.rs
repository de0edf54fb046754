//! A server's refusal (RFC 5804 section 1.3).
use alloc::{format, string::String};
use core::fmt;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Done.
    Ok,
    /// Refused.
    No,
    /// The server closes the connection.
    Bye,
}

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

    /// The response code, without its brackets.
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
            Some(code) => format!("NO ({code}) \"{}\"\r\n", self.text),
            None => format!("NO \"{}\"\r\n", self.text),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK",
            Self::No => "NO",
            Self::Bye => "BYE",
        })
    }
}
