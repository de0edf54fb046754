//! A server's tagged response (RFC 9051 section 7.1).
use super::tag;
use alloc::{format, string::String};
use core::fmt;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Done.
    Ok,
    /// Refused.
    No,
    /// Not understood, or cancelled.
    Bad,
}

/// A refusal: its parts, and the line they make.
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

    /// `NO` or `BAD`.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The response code, without its brackets (RFC 5530).
    pub const fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// For a person.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The whole line, with its CRLF. A tag that is not one is answered with `*`, as RFC 9051 section 7.1 does
    /// where there is no tag to be had.
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
