//! Why a record is refused.
use super::seen::DetectedFormat;
use core::fmt;
use sasl_scram::RecordError;

/// Why a record of another system is refused. Nothing of the record is in it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It is something else.
    Kind {
        /// What it looks like.
        seen: DetectedFormat,
        /// What it has to be.
        expected: &'static str,
    },
    /// It is what it has to be, but one part of it is not.
    Part {
        /// Which part.
        part: &'static str,
        /// What that has to be.
        expected: &'static str,
    },
    /// It is the record of the empty password: everybody could log in.
    EmptyPassword,
    /// It is a password and no record. Set it with `Credentials::derive`, if that is what is meant.
    Plaintext,
    /// There are two records for one mechanism.
    Twice,
    /// This build of the library has not the mechanism, or not the feature `imported`, which reads it.
    NotBuiltIn,
    /// A check of a password against it takes more work or memory than a record may ask for. Records of SCRAM with more than
    /// 10,000,000 iterations are a [`Part`](Self::Part).
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
                Self::Part { part: "a key", expected: "canonical base64 of as many octets as the hash has" }
            }
            _ => Self::Part { part: "the record", expected: "iteration count, salt, StoredKey, ServerKey" },
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { seen, expected } => write!(f, "this is {seen}; expected is {expected}"),
            Self::Part { part, expected } => write!(f, "{part} is not {expected}"),
            Self::EmptyPassword => f.write_str("this is the record of the empty password"),
            Self::Plaintext => f.write_str("this is a password and no record of one"),
            Self::Twice => f.write_str("there are two records for one mechanism"),
            Self::NotBuiltIn => f.write_str("this program was built without what reads such a record"),
            Self::TooCostly { limit } => {
                write!(f, "checking a password against it takes more than {limit}, the limit here")
            }
        }
    }
}

impl core::error::Error for FormatError {}
