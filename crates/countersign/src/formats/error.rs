//! The reasons why a record is rejected.
use super::seen::DetectedFormat;
use core::fmt;
use sasl_scram::RecordError;

/// The error for a record of another system. It contains no part of the record.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// The record has another format.
    Kind {
        /// The detected format.
        seen: DetectedFormat,
        /// The expected format.
        expected: &'static str,
    },
    /// The record has the expected format, but one part of it is invalid.
    Part {
        /// The name of the part.
        part: &'static str,
        /// The expected form of the part.
        expected: &'static str,
    },
    /// The record is that of the empty password, so any client could log in.
    EmptyPassword,
    /// The text is a password and not a record. Use `Credentials::derive` to set it.
    Plaintext,
    /// There are two records for one mechanism.
    Twice,
    /// This build of the library does not include the mechanism, or the feature `imported` that reads the record.
    NotBuiltIn,
    /// A password check against this record exceeds the limits of work or memory. A SCRAM record with more than
    /// 10,000,000 iterations is an invalid [`Part`](Self::Part).
    TooCostly {
        /// The limit that it exceeds.
        limit: &'static str,
    },
}

impl From<RecordError> for FormatError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Iterations => {
                Self::Part { part: "the iteration count", expected: "a number from 1 to 10000000" }
            }
            RecordError::Salt => {
                Self::Part { part: "the salt", expected: "canonical base64 of 1 to 256 octets" }
            }
            RecordError::Key => {
                Self::Part { part: "a key", expected: "canonical base64 with the length of the hash" }
            }
            _ => Self::Part { part: "the record", expected: "iteration count, salt, StoredKey, ServerKey" },
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { seen, expected } => write!(f, "this is {seen}; expected {expected}"),
            Self::Part { part, expected } => write!(f, "{part} is not {expected}"),
            Self::EmptyPassword => f.write_str("this is the record of the empty password"),
            Self::Plaintext => f.write_str("this is a password, not a record"),
            Self::Twice => f.write_str("there are two records for one mechanism"),
            Self::NotBuiltIn => f.write_str("this build does not support such records"),
            Self::TooCostly { limit } => {
                write!(f, "a password check against it exceeds the limit of {limit}")
            }
        }
    }
}

impl core::error::Error for FormatError {}
