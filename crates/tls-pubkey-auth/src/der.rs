//! A DER reader (X.690) for definite lengths in their shortest form and for the elements that this crate needs.
//!
//! It borrows its input, does not allocate and does not recurse. Every call consumes an element or ends the
//! reading, so the cost is linear in the length of the input.

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
/// `[0]`, constructed: the version of a certificate.
pub(crate) const CONTEXT_0: u8 = 0xa0;

/// The octets that are not yet read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

/// A DER element.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    /// The contents.
    pub(crate) value: &'a [u8],
    /// The whole element, with tag and length.
    pub(crate) whole: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn peek(self) -> Option<u8> {
        self.0.first().copied()
    }

    /// Returns the next element with any tag.
    pub(crate) fn any(&mut self) -> Option<Element<'a>> {
        let input = self.0;
        let (&tag, rest) = input.split_first()?;
        // Tags of more than one octet do not occur in the structures that are read here.
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (length, rest) = length(rest)?;
        let (value, rest) = rest.split_at_checked(length)?;
        let (whole, rest) = input.split_at_checked(input.len().checked_sub(rest.len())?)?;
        self.0 = rest;
        Some(Element { value, whole })
    }

    /// Returns the next element if it has this tag.
    pub(crate) fn take(&mut self, tag: u8) -> Option<Element<'a>> {
        if self.peek()? == tag { self.any() } else { None }
    }

    /// Returns the element if it is the only one.
    pub(crate) fn only(octets: &'a [u8], tag: u8) -> Option<Element<'a>> {
        let mut reader = Self(octets);
        let element = reader.take(tag)?;
        reader.is_empty().then_some(element)
    }
}

/// Reads a definite length in its shortest form, with at most three octets; no structure here is longer.
fn length(octets: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = octets.split_first()?;
    let count = match first {
        0..=0x7f => return Some((usize::from(first), rest)),
        0x81..=0x83 => usize::from(first & 0x0f),
        _ => return None,
    };
    let (length, rest) = rest.split_at_checked(count)?;
    let length = length.iter().fold(0_usize, |sum, octet| (sum << 8) | usize::from(*octet));
    let shortest = match count {
        1 => 0x80,
        2 => 0x100,
        _ => 0x1_0000,
    };
    (length >= shortest).then_some((length, rest))
}

/// Returns the contents of a BIT STRING of whole octets.
pub(crate) fn octets_of(bits: Element<'_>) -> Option<&[u8]> {
    match bits.value.split_first()? {
        (0, octets) => Some(octets),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_one_form() {
        for (octets, expected) in [
            (&[0x00][..], Some(0)),
            (&[0x7f], Some(0x7f)),
            (&[0x81, 0x80], Some(0x80)),
            (&[0x82, 0x01, 0x00], Some(0x100)),
            (&[0x83, 0x01, 0x00, 0x00], Some(0x1_0000)),
            // Not the shortest form, indefinite, reserved, too long, or truncated.
            (&[0x81, 0x7f], None),
            (&[0x82, 0x00, 0xff], None),
            (&[0x83, 0x00, 0xff, 0xff], None),
            (&[0x80], None),
            (&[0xff], None),
            (&[0x84, 0x01, 0x00, 0x00, 0x00], None),
            (&[0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], None),
            (&[0x82, 0x01], None),
            (&[], None),
        ] {
            assert_eq!(length(octets).map(|(length, _)| length), expected, "{octets:x?}");
        }
    }

    #[test]
    fn elements_end_where_they_say() {
        let mut reader = Reader::new(&[0x02, 0x01, 0x05, 0x30, 0x00, 0x04, 0x02, 0x01]);
        let integer = reader.take(INTEGER).unwrap();
        assert_eq!((integer.value, integer.whole), (&[5][..], &[0x02, 0x01, 0x05][..]));
        assert!(reader.take(INTEGER).is_none());
        assert!(reader.take(SEQUENCE).unwrap().value.is_empty());
        assert!(reader.any().is_none(), "cut short");
        assert!(Reader::only(&[0x30, 0x00, 0x00], SEQUENCE).is_none(), "something behind it");
        assert!(Reader::new(&[0x1f, 0x81, 0x00]).any().is_none(), "a tag of two octets");
    }
}
