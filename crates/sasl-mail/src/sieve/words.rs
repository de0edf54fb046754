//! The words of a line (RFC 5804 section 4): atoms, strings, and the parentheses of a response code.
use crate::{literal::Literal, split};
use alloc::vec::Vec;
use core::fmt;

/// A word of a line. `Debug` is redacted, because it can be a credential.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Word<'a> {
    /// A name of a command or a status, or a number.
    Atom(&'a [u8]),
    /// A string, quoted or literal.
    Text(Text<'a>),
    /// `(`
    Open,
    /// `)`
    Close,
}

/// The octets of a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    octets: &'a [u8],
    quoted: bool,
}

/// The error for text that is not a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// An iterator over the words of a line without its last CRLF, with one space between two words. It ends after
/// [`Malformed`].
///
/// ```
/// use sasl_mail::sieve::{Word, Words};
/// let mut words = Words::of(b"NOOP {5+}\r\na b\"c");
/// assert_eq!(words.next(), Some(Ok(Word::Atom(b"NOOP"))));
/// let Some(Ok(Word::Text(text))) = words.next() else { panic!() };
/// assert_eq!((text.octets(), words.next()), (&b"a b\"c"[..], None));
/// ```
#[derive(Clone)]
pub struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    /// Creates an iterator over a whole line with its literals.
    pub const fn of(line: &'a [u8]) -> Self {
        Self(line)
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Result<Word<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let read = word(self.0).and_then(|(word, rest)| Some((word, separated(word, rest)?)));
        self.0 = read.map_or(&[], |(_, rest)| rest);
        Some(read.map(|(word, _)| word).ok_or(Malformed))
    }
}

/// Returns a word and the rest of the line.
fn word(line: &[u8]) -> Option<(Word<'_>, &[u8])> {
    match line {
        [b'(', rest @ ..] => Some((Word::Open, rest)),
        [b')', rest @ ..] => Some((Word::Close, rest)),
        [b'"', rest @ ..] => quoted(rest),
        [b'{', rest @ ..] => literal(rest),
        _ => {
            let is_part = |octet: &u8| octet.is_ascii_graphic() && !b"\"(){}\\".contains(octet);
            let end = line.iter().position(|octet| !is_part(octet)).unwrap_or(line.len());
            line.split_at_checked(end).filter(|_| end > 0).map(|(atom, rest)| (Word::Atom(atom), rest))
        }
    }
}

/// Consumes the space before the next word, which is absent inside of parentheses.
fn separated<'a>(word: Word<'_>, rest: &'a [u8]) -> Option<&'a [u8]> {
    match (word, rest) {
        (Word::Open, [octet, ..]) if *octet != b' ' => Some(rest),
        (Word::Open, _) => None,
        (_, [] | [b')', ..]) => Some(rest),
        (_, [b' ', rest @ ..]) if !rest.is_empty() => Some(rest),
        _ => None,
    }
}

/// `quoted = DQUOTE *QUOTED-CHAR DQUOTE`, after the first quote.
fn quoted(line: &[u8]) -> Option<(Word<'_>, &[u8])> {
    let mut octets = line.iter().enumerate();
    let end = loop {
        match octets.next()? {
            (at, b'"') => break at,
            (_, b'\\') => {
                octets.next().filter(|(_, octet)| b"\"\\".contains(octet))?;
            }
            (_, b'\0' | b'\r' | b'\n') => return None,
            _ => {}
        }
    };
    let (octets, rest) = line.split_at_checked(end)?;
    Some((Word::Text(Text { octets, quoted: true }), rest.split_first()?.1))
}

/// `literal = "{" number ["+"] "}" CRLF *OCTET`, after the first brace.
fn literal(line: &[u8]) -> Option<(Word<'_>, &[u8])> {
    let (inner, rest) = split::once(line, b'}')?;
    let Literal { length, .. } = Literal::between_braces(inner)?;
    let (octets, rest) = rest.strip_prefix(b"\r\n")?.split_at_checked(length)?;
    Some((Word::Text(Text { octets, quoted: false }), rest))
}

impl<'a> Text<'a> {
    /// Returns the octets as sent, with the escapes of a quoted string. Names and base64 have no escapes, so a
    /// backslash in one is invalid.
    pub const fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// Returns the unescaped octets of a public text.
    pub fn unescaped(&self) -> Vec<u8> {
        if !self.quoted {
            return self.octets.to_vec();
        }
        let mut octets = self.octets.iter();
        let mut text = Vec::with_capacity(self.octets.len());
        while let Some(octet) = octets.next() {
            text.extend(if *octet == b'\\' { octets.next() } else { Some(octet) });
        }
        text
    }
}

impl fmt::Debug for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Atom(_) => "Atom(..)",
            Self::Text(_) => "Text(..)",
            Self::Open => "Open",
            Self::Close => "Close",
        })
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(..)")
    }
}

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(..)")
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a word of ManageSieve")
    }
}

impl core::error::Error for Malformed {}
