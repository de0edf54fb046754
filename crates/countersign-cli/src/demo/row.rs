//! The output of one case.
use super::case::Case;
use countersign_tokio::client::Protocol;
use serde::Serialize;
use std::fmt;

/// The result of a case.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    mechanism: &'static str,
    protocol: &'static str,
    tls: &'static str,
    binding: Option<&'static str>,
    expected: &'static str,
    result: String,
    ms: f64,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'static str,
}

/// The header of the table.
pub(crate) const HEADER: &str = "mechanism           protocol    tls       binding       result                             ms  what is done";

impl Row {
    pub(super) fn new(case: &Case, binding: Option<&'static str>, result: String, ms: f64) -> Self {
        Self {
            mechanism: case.mechanism,
            protocol: match case.protocol {
                Protocol::Imap => "imap",
                Protocol::Smtp => "submission",
                Protocol::Pop3 => "pop3",
                Protocol::Sieve => "sieve",
            },
            tls: if case.implicit_tls { "implicit" } else { "starttls" },
            binding,
            expected: case.expected,
            result,
            ms: (ms * 10.0).round() / 10.0,
            note: case.act.words(),
        }
    }

    pub(crate) fn is_as_expected(&self) -> bool {
        self.result == self.expected
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mechanism, protocol, tls, result, ms, note, .. } = self;
        let binding = self.binding.unwrap_or("-");
        write!(f, "{mechanism:<20}{protocol:<12}{tls:<10}{binding:<14}{result:<30}{ms:>7.1}")?;
        if !note.is_empty() {
            write!(f, "  {note}")?;
        }
        if !self.is_as_expected() {
            write!(f, "  NOT AS EXPECTED: {}", self.expected)?;
        }
        Ok(())
    }
}
