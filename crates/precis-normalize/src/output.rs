//! The output of normalization: compared with the input while they agree, then written.

use crate::class::Info;
use crate::expand::expand;
use crate::rules::Rules;
use crate::tables::class::COMPAT;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// A receiver of the code points of the result, one by one.
pub(crate) struct Output<'a> {
    source: &'a str,
    rules: Rules,
    mode: Mode,
    /// The length of the result in bytes until it is written.
    length: usize,
    text: Text,
}

/// The result as far as it is written.
enum Text {
    None,
    Utf8(String),
    Bytes(Vec<u8>),
}

enum Mode {
    /// The result is borrowed while it agrees with the source, then written.
    Same,
    /// Only the equality of source and result matters. They agree so far.
    Probe,
    /// Source and result differ.
    Differs,
    /// Only the source position of byte `wanted` of the result matters.
    Locate { wanted: usize, found: Option<usize> },
}

impl<'a> Output<'a> {
    /// Creates an output that borrows if nothing changes and otherwise allocates once.
    pub(crate) fn cow(source: &'a str, rules: Rules) -> Self {
        Self { source, rules, mode: Mode::Same, length: 0, text: Text::None }
    }

    /// Creates an output that only detects a change and never allocates.
    pub(crate) fn probe(source: &'a str, rules: Rules) -> Self {
        Self { mode: Mode::Probe, ..Self::cow(source, rules) }
    }

    /// Creates an output that finds the source position of byte `wanted` of the result and never allocates.
    pub(crate) fn locate(source: &'a str, rules: Rules, wanted: usize) -> Self {
        Self { mode: Mode::Locate { wanted, found: None }, ..Self::cow(source, rules) }
    }

    /// Receives the next code point, which comes from position `at` of the source or shortly after it.
    #[inline]
    pub(crate) fn put(&mut self, c: char, at: usize) {
        match &mut self.text {
            Text::Utf8(text) => text.push(c),
            Text::Bytes(bytes) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Text::None => self.put_unwritten(c, at),
        }
    }

    fn put_unwritten(&mut self, c: char, at: usize) {
        let width = c.len_utf8();
        match &mut self.mode {
            Mode::Same | Mode::Probe if stands_at(self.source, self.length, c) => {}
            Mode::Same => {
                let mut text = self.write_from(at);
                text.push(c);
                self.text = Text::Utf8(text);
            }
            Mode::Probe => self.mode = Mode::Differs,
            Mode::Differs => {}
            Mode::Locate { .. } => self.note_place(width, at),
        }
        self.length = self.length.saturating_add(width);
    }

    /// Receives code points in any order. `each` passes every one with its position among the `length` bytes of
    /// all, and can be called several times.
    pub(crate) fn put_scattered(&mut self, length: usize, at: usize, each: &mut Each<'_>) {
        // Bytes are written in any order, so the result must be validated as UTF-8 again.
        let mut bytes = match core::mem::replace(&mut self.text, Text::None) {
            Text::Utf8(text) => text.into_bytes(),
            Text::Bytes(bytes) => bytes,
            Text::None => match self.put_scattered_unwritten(length, at, each) {
                Some(text) => text.into_bytes(),
                None => return,
            },
        };
        let begin = bytes.len();
        bytes.resize(begin.saturating_add(length), 0);
        each(&mut |place, c| {
            let begin = begin.saturating_add(place);
            let slot = bytes.get_mut(begin..begin.saturating_add(c.len_utf8()));
            c.encode_utf8(slot.unwrap_or(&mut [0; 4]));
        });
        self.text = Text::Bytes(bytes);
    }

    /// Receives code points while nothing is written. Returns the text before them if that changes now.
    fn put_scattered_unwritten(&mut self, length: usize, at: usize, each: &mut Each<'_>) -> Option<String> {
        let begin = self.length;
        let mut same = true;
        if matches!(self.mode, Mode::Same | Mode::Probe) {
            each(&mut |place, c| same &= stands_at(self.source, begin.saturating_add(place), c));
        }
        match self.mode {
            Mode::Same if !same => return Some(self.write_from(at)),
            Mode::Probe if !same => self.mode = Mode::Differs,
            Mode::Locate { .. } => self.note_place(length, at),
            _ => {}
        }
        self.length = begin.saturating_add(length);
        None
    }

    /// Returns the common part of source and result, with capacity for all that can follow from position `at` of
    /// the source. The text then never moves and leaves no copy in memory.
    fn write_from(&self, at: usize) -> String {
        let same = self.source.get(..self.length).unwrap_or_default();
        let rest = self.source.get(at..).unwrap_or_default();
        let mut text = String::with_capacity(self.length.saturating_add(bound(rest, self.rules)));
        text.push_str(same);
        text
    }

    fn note_place(&mut self, width: usize, at: usize) {
        if let Mode::Locate { wanted, found } = &mut self.mode
            && found.is_none()
            && self.length.saturating_add(width) > *wanted
        {
            *found = Some(at);
        }
    }

    /// Returns whether the answer is final.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self.mode, Mode::Differs | Mode::Locate { found: Some(_), .. })
    }

    /// Returns the result of [`cow`](Self::cow).
    pub(crate) fn into_cow(self) -> Cow<'a, str> {
        match self.text {
            Text::Utf8(text) => Cow::Owned(text),
            // The bytes were encoded from code points. If they were invalid, the empty text would be rejected.
            Text::Bytes(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_default()),
            Text::None => Cow::Borrowed(self.source.get(..self.length).unwrap_or(self.source)),
        }
    }

    /// Returns the answer of [`probe`](Self::probe): whether the result equals the source.
    pub(crate) fn is_same(&self) -> bool {
        matches!(self.mode, Mode::Probe) && self.length == self.source.len()
    }

    /// Returns the answer of [`locate`](Self::locate).
    pub(crate) fn place(&self) -> Option<usize> {
        match self.mode {
            Mode::Locate { found, .. } => found,
            _ => None,
        }
    }
}

/// A function that passes on code points, each with its position.
pub(crate) type Each<'e> = dyn FnMut(&mut dyn FnMut(usize, char)) + 'e;

/// Returns whether `c` is at `place` of `text`.
#[inline]
fn stands_at(text: &str, place: usize, c: char) -> bool {
    text.get(place..).and_then(|rest| rest.chars().next()) == Some(c)
}

/// Returns an upper bound for the length of the result in bytes.
///
/// Composition only shortens text, so the length of the decomposed text is a bound. ASCII keeps its length.
/// Mapping and canonical decomposition expand a code point at most to three times its length (a test covers all
/// code points). Compatibility decomposition expands up to eleven times, so for longer texts the exact length is
/// computed in that case.
pub(crate) fn bound(source: &str, rules: Rules) -> usize {
    let ascii = source.bytes().filter(u8::is_ascii).count();
    let others = source.len().saturating_sub(ascii);
    if !rules.compat {
        return others.saturating_mul(3).saturating_add(ascii);
    }
    if others <= FEW {
        return others.saturating_mul(11).saturating_add(ascii);
    }
    let mut sum = 0usize;
    for c in source.chars() {
        if c.is_ascii() {
            sum = sum.saturating_add(1);
        } else if Info::of(c).has(COMPAT) {
            expand(c, rules, &mut |part, _| sum = sum.saturating_add(part.len_utf8()));
        } else {
            sum = sum.saturating_add(c.len_utf8().saturating_mul(3));
        }
    }
    sum
}

/// The length in bytes up to which eleven times the space is reserved (for U+FDFA), because the exact length takes
/// longer to compute.
const FEW: usize = 32;

#[cfg(test)]
mod tests {
    use super::bound;
    use crate::expand::expand;
    use crate::rules;

    #[test]
    fn the_bound_holds_for_every_code_point() {
        let profiles = [
            rules::CASE_MAPPED,
            rules::CASE_PRESERVED,
            rules::OPAQUE,
            rules::NICKNAME,
            rules::NICKNAME_KEY,
            rules::NFC,
            #[cfg(feature = "saslprep")]
            rules::SASLPREP,
        ];
        for c in '\0'..=char::MAX {
            for rules in profiles {
                let mut length = 0;
                expand(c, rules, &mut |part, _| length += part.len_utf8());
                let many = std::string::String::from(c).repeat(40);
                assert!(length * 40 <= bound(&many, rules), "{c:?} becomes {length} bytes");
                assert!(length <= bound(c.encode_utf8(&mut [0; 4]), rules), "{c:?} becomes {length} bytes");
            }
        }
    }
}
