//! The messages of an exchange in the order of the AuthMessage, as they were sent.
use crate::hash::Padding;
use alloc::vec::Vec;
use core::ops::Range;

/// client-first-message `,` server-first-message `,` client-final-message-without-proof.
///
/// The signed part is everything after the gs2 header: the octets that were received, never rebuilt. Exchanges of
/// usual length are stored inline.
pub(crate) struct Transcript(Repr);

/// A range of the transcript.
#[derive(Clone, Copy, Default)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl From<Range<usize>> for Span {
    /// Messages are shorter than 4 GB; a range beyond that is empty.
    fn from(range: Range<usize>) -> Self {
        let octet = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: octet(range.start), end: octet(range.end) }
    }
}

impl From<Span> for Range<usize> {
    fn from(Span { start, end }: Span) -> Self {
        let octet = |at| usize::try_from(at).unwrap_or(usize::MAX);
        octet(start)..octet(end)
    }
}

const INLINE: usize = 280;

#[expect(
    clippy::large_enum_variant,
    reason = "the inline one is the usual one, and lives in the exchange's box"
)]
enum Repr {
    Inline(u16, [u8; INLINE]),
    Heap(Vec<u8>),
}

impl Transcript {
    pub(crate) fn new() -> Self {
        Self(Repr::Inline(0, [0; INLINE]))
    }

    pub(crate) fn as_octets(&self) -> &[u8] {
        match &self.0 {
            Repr::Inline(length, octets) => octets.get(..usize::from(*length)).unwrap_or_default(),
            Repr::Heap(octets) => octets,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.as_octets().len()
    }

    /// Returns this range of octets; empty if the transcript is shorter.
    pub(crate) fn range(&self, range: impl Into<Range<usize>>) -> &[u8] {
        self.as_octets().get(range.into()).unwrap_or_default()
    }

    /// Returns everything from this position on.
    pub(crate) fn since(&self, start: usize) -> &[u8] {
        self.as_octets().get(start..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn push(&mut self, more: &[u8]) {
        if let Repr::Inline(length, octets) = &mut self.0 {
            let start = usize::from(*length);
            let end = start.saturating_add(more.len());
            if let (Some(place), Ok(end)) = (octets.get_mut(start..end), u16::try_from(end)) {
                place.copy_from_slice(more);
                *length = end;
                return;
            }
        }
        self.push_to_heap(more);
    }

    #[cold]
    fn push_to_heap(&mut self, more: &[u8]) {
        match &mut self.0 {
            Repr::Heap(octets) => octets.extend_from_slice(more),
            Repr::Inline(..) => {
                let octets = self.as_octets();
                let mut heap = Vec::with_capacity(octets.len().saturating_add(more.len()).saturating_mul(2));
                heap.extend_from_slice(octets);
                heap.extend_from_slice(more);
                self.0 = Repr::Heap(heap);
            }
        }
    }

    /// Pads the text to whole blocks of the hash.
    pub(crate) fn pad(&mut self, padding: Padding) {
        let start = self.len();
        let end = start.saturating_add(padding.length);
        match &mut self.0 {
            // Nothing has been written after the text, so it contains zeros.
            Repr::Inline(length, octets) if end <= INLINE => {
                padding.write(octets.get_mut(start..end).unwrap_or_default());
                *length = u16::try_from(end).unwrap_or(*length);
            }
            repr => {
                let mut heap = match repr {
                    Repr::Heap(octets) => core::mem::take(octets),
                    Repr::Inline(length, octets) => {
                        octets.get(..usize::from(*length)).unwrap_or_default().to_vec()
                    }
                };
                heap.resize(end, 0);
                padding.write(heap.get_mut(start..).unwrap_or_default());
                *repr = Repr::Heap(heap);
            }
        }
    }

    /// Appends a copy of this range.
    pub(crate) fn push_again(&mut self, range: Range<usize>) {
        if let Repr::Inline(length, octets) = &mut self.0 {
            let start = usize::from(*length);
            let end = start.saturating_add(range.len());
            if range.end <= start && end <= INLINE {
                octets.copy_within(range, start);
                *length = u16::try_from(end).unwrap_or(*length);
                return;
            }
        }
        let again = Vec::from(self.range(range));
        self.push(&again);
    }
}
