//! A server's tagged response (RFC 9051 section 7.1).
use super::tag;
use alloc::{format, string::String};
use core::fmt;

/// The result of a command (RFC 9051 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The command succeeded.
    Ok,
    /// The command failed.
    No,
    /// The command was not understood, or was cancelled.
    Bad,
}

/// A failure: its parts and its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    status: Status,
    code: Option<&'static str>,
    text: &'static str,
}

impl Reply {
    pub(crate) const fn new(status: Status, code: Option<&'static str>, text: &'static str) -> Self {
        Self { status, code, text }
    }

    /// Returns `NO` or `BAD`.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// Returns the response code without brackets (RFC 5530).
    pub const fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// Returns the text for display.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Returns the whole line with its CRLF. An invalid tag is replaced by `*`, as in RFC 9051 section 7.1 for a
    /// missing tag.
    pub fn line(&self, tag: &str) -> String {
        line(tag, self.status, self.code, self.text)
    }
}

pub(super) fn line(tag: &str, status: Status, code: Option<&str>, text: &str) -> String {
    let tag = if tag::is_valid(tag) { tag } else { "*" };
    match code {
        Some(code) => format!("{tag} {status} [{code}] {text}\r\n"),
        None => format!("{tag} {status} {text}\r\n"),
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK",
            Self::No => "NO",
            Self::Bad => "BAD",
        })
    }
}
