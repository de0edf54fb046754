//! A server's failure reply (RFC 5804 section 1.3).
use alloc::{format, string::String};
use core::fmt;

/// The result of a command (RFC 5804 section 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The command succeeded.
    Ok,
    /// The command failed.
    No,
    /// The server closes the connection.
    Bye,
}

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

    /// Returns the response code without brackets.
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
