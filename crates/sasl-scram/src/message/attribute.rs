//! `attr-val = ALPHA "=" value` (RFC 5802 section 7), separated by commas.
use crate::error::Fault;
use sasl_core::mechanism::Extensions;

/// A reader of successive attributes.
pub(crate) struct Attributes<'a> {
    /// The text after the last comma that was read; `None` after an attribute that no comma follows.
    rest: Option<&'a [u8]>,
}

/// The names with a meaning in some message, which extensions cannot use.
const KNOWN: &[u8] = b"anmrcsipve";

impl<'a> Attributes<'a> {
    /// Creates a reader. The text must be UTF-8 without NUL, like every value of the grammar.
    pub(crate) fn new(text: &'a [u8]) -> Result<Self, Fault> {
        let well_formed =
            is_ascii_without_nul(text) || !text.contains(&0) && core::str::from_utf8(text).is_ok();
        if well_formed { Ok(Self { rest: Some(text) }) } else { Err(Fault::Grammar) }
    }

    /// Returns the value of the next attribute, which must have this name.
    pub(crate) fn expect(&mut self, name: u8) -> Result<&'a [u8], Fault> {
        let value = self.expect_any(name)?;
        // `value = 1*value-char`
        if value.is_empty() { Err(Fault::Grammar) } else { Ok(value) }
    }

    /// Does the same, but accepts an empty value, which some clients are known to send.
    pub(crate) fn expect_any(&mut self, name: u8) -> Result<&'a [u8], Fault> {
        match self.peek() {
            Some(next) if next == name => self.next(),
            // `m=` can precede the expected attribute or replace it.
            Some(b'm') => Err(Fault::MandatoryExtension),
            _ => Err(Fault::Grammar),
        }
    }

    /// Returns the optional extensions up to the end, or up to an attribute with this name.
    pub(crate) fn extensions(&mut self, until: Option<u8>) -> Result<Extensions, Fault> {
        let mut extensions = Extensions::NONE;
        while let Some(name) = self.peek() {
            match name {
                _ if Some(name) == until => return Ok(extensions),
                b'm' => return Err(Fault::MandatoryExtension),
                _ if KNOWN.contains(&name) => return Err(Fault::Grammar),
                _ => {
                    let value = core::str::from_utf8(self.expect(name)?).map_err(|_| Fault::Grammar)?;
                    extensions.push(char::from(name), value).map_err(|_| Fault::Grammar)?;
                }
            }
        }
        if self.rest.is_none() && until.is_none() { Ok(extensions) } else { Err(Fault::Grammar) }
    }

    /// Checks that nothing follows.
    pub(crate) fn end(&self) -> Result<(), Fault> {
        if self.rest.is_none() { Ok(()) } else { Err(Fault::Grammar) }
    }

    /// Returns the number of octets that are not yet read.
    pub(crate) fn left(&self) -> usize {
        self.rest.map_or(0, <[u8]>::len)
    }

    /// Returns the name of the next attribute, if there is one and its beginning is well-formed.
    pub(crate) fn peek(&self) -> Option<u8> {
        match self.rest? {
            [name, b'=', ..] if name.is_ascii_alphabetic() => Some(*name),
            _ => None,
        }
    }

    fn next(&mut self) -> Result<&'a [u8], Fault> {
        let Some([_, _, text @ ..]) = self.rest else { return Err(Fault::Grammar) };
        let comma = comma(text);
        let (value, rest) = match comma.and_then(|at| text.split_at_checked(at)) {
            Some((value, rest)) => (value, rest.get(1..)),
            None => (text, None),
        };
        self.rest = rest;
        Ok(value)
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// Handles the common case eight octets at a time.
fn is_ascii_without_nul(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    // An octet from 1 to 127 has its highest bit clear, and still does after the subtraction of 1 without a
    // borrow.
    let outside = words.iter().fold(0, |sum, word| {
        let word = u64::from_le_bytes(*word);
        sum | word | word.wrapping_sub(EACH)
    });
    let rest = rest.iter().fold(true, |all, octet| all & matches!(octet, 1..=0x7f));
    outside & (EACH << 7) == 0 && rest
}

/// Returns the position of the first comma, searching eight octets at a time.
#[inline]
pub(crate) fn comma(text: &[u8]) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    let mut start = 0_usize;
    for word in words {
        // A comma becomes zero. Only the lowest such octet is used.
        let word = u64::from_le_bytes(*word) ^ EACH.wrapping_mul(b','.into());
        let found = word.wrapping_sub(EACH) & !word & (EACH << 7);
        if found != 0 {
            return start.checked_add(usize::try_from(found.trailing_zeros() / 8).ok()?);
        }
        start = start.saturating_add(8);
    }
    rest.iter().position(|c| *c == b',').map(|at| start.saturating_add(at))
}
