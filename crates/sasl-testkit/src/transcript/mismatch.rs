//! The first difference between a transcript and an exchange.
use super::reader::Differs;
use crate::tamper::From;
use std::fmt;

/// The error for a difference: the file, the line, the expected text and the actual one.
pub struct Mismatch {
    file: String,
    line: usize,
    end: Option<From>,
    expected: String,
    got: String,
}

impl Mismatch {
    pub(super) fn new(file: &str, end: Option<From>, differs: Differs) -> Self {
        let Differs(line, expected, got) = differs;
        Self { file: file.into(), line, end, expected, got }
    }

    pub(super) fn unreadable(file: &str, error: &std::io::Error) -> Self {
        Self::new(file, None, Differs(0, "to be readable".into(), error.to_string()))
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, end, expected, got } = self;
        let end = end.map_or(String::new(), |end| format!(" ({end:?})"));
        write!(f, "{file}:{line}{end}\n  expected  {expected}\n  got       {got}")
    }
}

/// Writes the same as `Display`, so that the message of `unwrap` is readable.
impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Mismatch {}
