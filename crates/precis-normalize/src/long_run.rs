//! Canonical order and composition of a run of marks of any length, in linear time and without a heap.
//!
//! The run is read from the input again. The first pass counts the bytes of each combining class, which gives the
//! position of every mark in the result. One or two further passes compare or write the marks at those positions.

use crate::compose::compose;
use crate::expand::expand;
use crate::output::Output;
use crate::rules::Rules;
use zeroize::Zeroize as _;

const CLASSES: usize = 256;

/// A run of marks in the input.
#[derive(Clone, Copy)]
pub(crate) struct LongRun<'a> {
    pub(crate) source: &'a str,
    pub(crate) rules: Rules,
    /// The position of the first mark: that of its code point and the number of its piece.
    pub(crate) first: (usize, usize),
    /// The number of marks.
    pub(crate) count: usize,
}

impl LongRun<'_> {
    /// Writes the segment that starts at `begin`: the starter, composed as far as possible, and the marks.
    ///
    /// `starter` is `None` if there is none; a starter that composes with nothing is `fixed`.
    #[cold]
    pub(crate) fn write(self, starter: Option<char>, fixed: bool, begin: usize, output: &mut Output<'_>) {
        let mut bytes = [0usize; CLASSES];
        let mut firsts = ['\0'; CLASSES];
        self.each(&mut |mark, ccc| {
            let class = usize::from(ccc);
            if let (Some(bytes), Some(first)) = (bytes.get_mut(class), firsts.get_mut(class)) {
                if *bytes == 0 {
                    *first = mark;
                }
                *bytes = bytes.saturating_add(mark.len_utf8());
            }
        });
        let mut composed = [0u8; CLASSES];
        if let Some(mut starter) = starter {
            if !fixed {
                for (class, ((bytes, first), composed)) in
                    (0..=u8::MAX).zip(bytes.iter_mut().zip(&firsts).zip(&mut composed))
                {
                    self.compose_class(&mut starter, class, bytes, *first, composed);
                }
            }
            output.put(starter, begin);
        }
        firsts.zeroize();
        let mut length = 0usize;
        for bytes in &mut bytes {
            let begin = length;
            length = length.saturating_add(*bytes);
            *bytes = begin;
        }
        output.put_scattered(length, begin, &mut |put| {
            let mut places = bytes;
            let mut skip = composed;
            self.each(&mut |mark, ccc| {
                let class = usize::from(ccc);
                if let (Some(place), Some(skip)) = (places.get_mut(class), skip.get_mut(class)) {
                    if *skip != 0 {
                        *skip = skip.saturating_sub(1);
                        return;
                    }
                    put(*place, mark);
                    *place = place.saturating_add(mark.len_utf8());
                }
            });
        });
    }

    /// Composes the starter with the marks of one class. The first that does not compose blocks the others.
    fn compose_class(self, starter: &mut char, class: u8, bytes: &mut usize, first: char, composed: &mut u8) {
        let mut mark = first;
        while *bytes != 0 {
            let Some(composite) = compose(*starter, mark) else { break };
            *starter = composite;
            *bytes = bytes.saturating_sub(mark.len_utf8());
            *composed = composed.saturating_add(1);
            // No starter composes with more than a few marks, so the run is read few times.
            let mut before = *composed;
            let mut found = false;
            self.each(&mut |next, ccc| {
                if ccc == class && !found {
                    found = before == 0;
                    before = before.saturating_sub(1);
                    mark = next;
                }
            });
        }
    }

    /// Reads the run.
    fn each(self, take: &mut dyn FnMut(char, u8)) {
        let (place, mut skip) = self.first;
        let mut left = self.count;
        for c in self.source.get(place..).unwrap_or_default().chars() {
            expand(c, self.rules, &mut |piece, info| {
                if skip != 0 {
                    skip = skip.saturating_sub(1);
                } else if left != 0 {
                    left = left.saturating_sub(1);
                    take(piece, info.ccc());
                }
            });
            if left == 0 {
                break;
            }
        }
    }
}
