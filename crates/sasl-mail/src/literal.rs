//! Literals (RFC 9051 section 4.3, RFC 5804 section 1.2): octets whose number is at the end of a line.
use core::str;

/// `{n}` or `{n+}` at the end of a line (RFC 9051 section 4.3). The line continues after the CRLF and this number
/// of octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The number of octets. The reader must limit it; a number beyond the range is `usize::MAX`.
    pub length: usize,
    /// Whether there is no `+`. A client then waits for the server's continuation request. (A server's literals
    /// have no `+`, and need no request.)
    pub waits: bool,
}

impl Literal {
    /// Finds the literal of a line without its CRLF. The parser of the line must exclude braces within a quoted
    /// string.
    ///
    /// ```
    /// use sasl_mail::literal::Literal;
    /// let announced = Literal::at_end_of(br#"AUTHENTICATE "PLAIN" {16+}"#).unwrap();
    /// assert_eq!(announced, Literal { length: 16, waits: false });
    /// assert!(Literal::at_end_of(b"a1 LOGIN {5}").unwrap().waits);
    /// assert_eq!(Literal::at_end_of(br#"AUTHENTICATE "{5}""#), None);
    /// ```
    pub fn at_end_of(line: &[u8]) -> Option<Self> {
        let inner = line.strip_suffix(b"}")?;
        let start = inner.iter().rposition(|octet| *octet == b'{')?;
        Self::between_braces(inner.get(start.saturating_add(1)..)?)
    }

    /// Parses `number ["+"]`.
    pub(crate) fn between_braces(inner: &[u8]) -> Option<Self> {
        let (digits, waits) = match inner.strip_suffix(b"+") {
            Some(digits) => (digits, false),
            None => (inner, true),
        };
        let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        let text = str::from_utf8(digits).ok().filter(|_| is_number)?;
        Some(Self { length: text.parse().unwrap_or(usize::MAX), waits })
    }
}
