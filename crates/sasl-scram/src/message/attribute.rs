//! `attr-val = ALPHA "=" value`, separated by commas.
use crate::error::Fault;
use sasl_core::mechanism::Extensions;

/// Reads attributes one after the other.
pub(crate) struct Attributes<'a> {
    /// What follows the last comma that was read; `None` once an attribute had none behind it.
    rest: Option<&'a [u8]>,
}

/// Names that have a meaning in some message, so that they cannot be those of an extension.
const KNOWN: &[u8] = b"anmrcsipve";

impl<'a> Attributes<'a> {
    /// The text must be UTF-8 without NUL, as every value of the grammar is.
    pub(crate) fn new(text: &'a [u8]) -> Result<Self, Fault> {
        let well_formed =
            is_ascii_without_nul(text) || !text.contains(&0) && core::str::from_utf8(text).is_ok();
        if well_formed { Ok(Self { rest: Some(text) }) } else { Err(Fault::Grammar) }
    }

    /// The value of the next attribute, which must have this name.
    pub(crate) fn expect(&mut self, name: u8) -> Result<&'a [u8], Fault> {
        let value = self.expect_any(name)?;
        // `value = 1*value-char`
        if value.is_empty() { Err(Fault::Grammar) } else { Ok(value) }
    }

    /// The same where somebody is known to send nothing.
    pub(crate) fn expect_any(&mut self, name: u8) -> Result<&'a [u8], Fault> {
        match self.peek() {
            Some(next) if next == name => self.next(),
            // `m=` stands before what is expected, or in its place.
            Some(b'm') => Err(Fault::MandatoryExtension),
            _ => Err(Fault::Grammar),
        }
    }

    /// The extensions up to the end, or up to an attribute of this name: optional ones, which mean nothing here.
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

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), Fault> {
        if self.rest.is_none() { Ok(()) } else { Err(Fault::Grammar) }
    }

    /// How many octets have not been read.
    pub(crate) fn left(&self) -> usize {
        self.rest.map_or(0, <[u8]>::len)
    }

    /// The name of the next attribute, if one is there and well-formed that far.
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

/// As texts are as a rule, eight octets at a time.
fn is_ascii_without_nul(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    // An octet from 1 to 127 has no highest bit, nor has it one when 1 is taken away, and nothing is borrowed for it.
    let outside = words.iter().fold(0, |sum, word| {
        let word = u64::from_le_bytes(*word);
        sum | word | word.wrapping_sub(EACH)
    });
    let rest = rest.iter().fold(true, |all, octet| all & matches!(octet, 1..=0x7f));
    outside & (EACH << 7) == 0 && rest
}

/// Where the first comma is, eight octets at a time.
#[inline]
pub(crate) fn comma(text: &[u8]) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    let mut start = 0_usize;
    for word in words {
        // An octet that is a comma becomes zero, and only the lowest such one is looked for.
        let word = u64::from_le_bytes(*word) ^ EACH.wrapping_mul(b','.into());
        let found = word.wrapping_sub(EACH) & !word & (EACH << 7);
        if found != 0 {
            return start.checked_add(usize::try_from(found.trailing_zeros() / 8).ok()?);
        }
        start = start.saturating_add(8);
    }
    rest.iter().position(|c| *c == b',').map(|at| start.saturating_add(at))
}
