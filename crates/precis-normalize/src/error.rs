//! The reason why a string is rejected, in words for end users.

use core::fmt;

/// The error for a rejected string. It contains no part of the string, which can be a password.
///
/// Its text is suitable for the user who chooses the name or the password:
///
/// ```
/// use precis_normalize::{ErrorKind, Profile};
///
/// let error = Profile::OpaqueString.enforce("ab\u{7}c").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::ControlCharacter);
/// assert_eq!(error.byte_offset(), 2);
/// assert_eq!(error.to_string(), "contains a control character at position 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    byte_offset: usize,
    position: usize,
}

/// The rule that a string violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing is left after mapping (RFC 8265 sections 3.3.2, 3.4.2 and 4.2.2, RFC 8266 section 2.3).
    Empty,
    /// A control character, or one of the separators U+2028 and U+2029.
    ControlCharacter,
    /// A space in a user name. A user name can consist of several parts, but the profiles process a single part.
    Space,
    /// A code point that is unassigned in the Unicode version of the rule.
    Unassigned,
    /// A code point that the rule never allows.
    Disallowed,
    /// A code point that is allowed in some contexts but not in this one (RFC 5892 appendix A).
    Context,
    /// Right-to-left text that violates the Bidi rule (RFC 5893 section 2, RFC 3454 section 6).
    Bidi,
    /// An address without a part before or after its last `@`.
    IncompleteAddress,
}

impl Error {
    /// Creates an error at `byte_offset` of `text`, which is not stored.
    pub(crate) fn new(kind: ErrorKind, text: &str, byte_offset: usize) -> Self {
        let before = text.get(..byte_offset).unwrap_or(text);
        Self { kind, byte_offset, position: before.chars().count().saturating_add(1) }
    }

    /// Returns the rule that the string violates.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns the position of the violation in the input, in bytes.
    ///
    /// If only the mapped text violates the rule, this is the start of the base character and marks in the input
    /// that the violating character came from. If the whole string is affected, it is 0.
    #[must_use]
    pub fn byte_offset(&self) -> usize {
        self.byte_offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ErrorKind::Empty => return f.write_str("is empty"),
            ErrorKind::IncompleteAddress => return f.write_str("lacks the part before or after the @"),
            ErrorKind::ControlCharacter => "contains a control character",
            ErrorKind::Space => "contains a space",
            ErrorKind::Unassigned => "contains a character that is newer than Unicode 18.0",
            ErrorKind::Disallowed => "contains a character that is not allowed",
            ErrorKind::Context => "contains a character that is not allowed next to its neighbours",
            ErrorKind::Bidi => "mixes writing directions in a way that can be misread",
        };
        write!(f, "{what} at position {}", self.position)
    }
}

impl core::error::Error for Error {}
