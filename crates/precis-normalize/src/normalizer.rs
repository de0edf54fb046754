//! Canonical order and composition in one pass over the text, in linear time and without a heap.
//!
//! ```text
//!  input ──expand──► pieces ──► starter + marks ──order, compose──► output
//!                                (one segment)
//! ```
//!
//! A segment is a starter and the marks after it. A starter is decomposed only if a mark follows it. Up to
//! [`ROOM`] marks are kept in an array; a longer run is read from the input again.

use crate::class::Info;
use crate::compose::compose;
use crate::decompose::decompose;
use crate::expand::{expand, simple};
use crate::long_run::LongRun;
use crate::order;
use crate::output::Output;
use crate::rules::Rules;
use crate::simple::Simple;
use crate::spaces::{Squeeze, Squeezed};
use crate::tables::class::{INERT, SECOND};
use zeroize::Zeroize as _;

/// The number of marks in the array. The Stream-Safe Text Format (UAX #15) allows 30.
pub(crate) const ROOM: usize = 32;

#[derive(Clone, Copy)]
struct Starter {
    c: char,
    /// Whether it can still need decomposition.
    whole: bool,
    /// Whether it composes with nothing.
    inert: bool,
}

struct Normalizer<'a, 'o> {
    source: &'a str,
    rules: Rules,
    output: &'o mut Output<'a>,
    squeeze: Squeeze,
    starter: Option<Starter>,
    /// The position of the segment in the source.
    begin: usize,
    marks: [(char, u8); ROOM],
    count: usize,
    /// The position of the first mark in the source: that of its code point and the number of its piece.
    first_mark: (usize, usize),
    /// The maximum number of marks that the array has contained.
    used: usize,
}

/// Maps and normalizes `source` into `output`.
pub(crate) fn normalize<'a>(source: &'a str, rules: Rules, output: &mut Output<'a>) {
    let mut normalizer = Normalizer {
        source,
        rules,
        output,
        squeeze: Squeeze::default(),
        starter: None,
        begin: 0,
        marks: [('\0', 0); ROOM],
        count: 0,
        first_mark: (0, 0),
        used: 0,
    };
    for (at, c) in source.char_indices() {
        if c.is_ascii() && !(rules.squeeze || (rules.lower && c.is_ascii_uppercase())) {
            normalizer.plain(c, at);
            continue;
        }
        match simple(c, rules) {
            Simple::Starter(c, info, whole) if normalizer.admit(c, at) => {
                normalizer.begin_segment(c, info, at, whole);
            }
            Simple::Mark(c, info) if normalizer.admit(c, at) => normalizer.piece(c, info, at, 0),
            Simple::Starter(..) | Simple::Mark(..) => {}
            Simple::No => normalizer.parts(c, at),
        }
        if normalizer.output.is_settled() {
            break;
        }
    }
    normalizer.end();
    // The marks can be those of a password.
    for (mark, ccc) in normalizer.marks.iter_mut().take(normalizer.used) {
        mark.zeroize();
        ccc.zeroize();
    }
}

impl Normalizer<'_, '_> {
    /// Applies the rule for spaces in nicknames. Returns whether `c` is passed on.
    fn admit(&mut self, c: char, at: usize) -> bool {
        if !self.rules.squeeze {
            return true;
        }
        match self.squeeze.take(c, at) {
            Squeezed::Hold => return false,
            Squeezed::Pass => {}
            Squeezed::SpaceFirst(from) => self.begin_segment(' ', Info::of(' '), from, false),
        }
        true
    }

    fn parts(&mut self, c: char, at: usize) {
        let mut number = 0usize;
        expand(c, self.rules, &mut |piece, info| {
            if self.admit(piece, at) {
                self.piece(piece, info, at, number);
            }
            number = number.saturating_add(1);
        });
    }

    #[inline]
    fn piece(&mut self, c: char, info: Info, at: usize, number: usize) {
        if info.ccc() == 0 {
            self.begin_segment(c, info, at, false);
        } else {
            if let Some(starter) = self.starter.filter(|starter| starter.whole) {
                self.take_apart(starter);
            }
            self.mark(c, info.ccc(), at, number);
        }
    }

    #[inline]
    fn mark(&mut self, c: char, ccc: u8, at: usize, number: usize) {
        if self.count == 0 {
            self.first_mark = (at, number);
        }
        if let Some(slot) = self.marks.get_mut(self.count) {
            *slot = (c, ccc);
            self.used = self.used.max(self.count.saturating_add(1));
        }
        self.count = self.count.saturating_add(1);
    }

    /// Decomposes the starter, because a mark can belong between it and its own marks.
    fn take_apart(&mut self, starter: Starter) {
        self.starter = None;
        let begin = self.begin;
        let mut number = 0usize;
        decompose(starter.c, Info::of(starter.c), false, &mut |piece, info| {
            self.piece(piece, info, begin, number);
            number = number.saturating_add(1);
        });
    }

    /// Handles a starter that composes with nothing before it and contains no mark.
    #[inline]
    fn plain(&mut self, c: char, at: usize) {
        if self.count != 0 {
            self.settle_marks();
        }
        if let Some(before) = self.starter.replace(Starter { c, whole: false, inert: false }) {
            self.output.put(before.c, self.begin);
        }
        self.begin = at;
    }

    /// Ends the previous segment at a starter, unless the starter composes with that of the segment.
    fn begin_segment(&mut self, c: char, info: Info, at: usize, whole: bool) {
        if self.count != 0 {
            self.settle_marks();
        }
        if let Some(before) = self.starter {
            let open = self.count == 0 && !before.inert && info.has(SECOND);
            if open && let Some(composite) = compose(before.c, c) {
                self.starter = Some(Starter { c: composite, whole: false, inert: false });
                return;
            }
            self.output.put(before.c, self.begin);
        }
        self.begin = at;
        self.starter = Some(Starter { c, whole, inert: info.has(INERT) });
    }

    fn end(&mut self) {
        if self.count != 0 {
            self.settle_marks();
        }
        self.write_segment();
    }

    /// Orders the marks and composes the starter with those that are not blocked.
    fn settle_marks(&mut self) {
        if self.count == 1
            && let Some(&(mark, ccc)) = self.marks.first()
            && let Some(composite) = self.try_compose(0, mark, ccc)
        {
            // The common case: a letter and its accent.
            self.starter = Some(composite);
            self.count = 0;
            return;
        }
        if self.count > ROOM {
            let (source, rules, first, count) = (self.source, self.rules, self.first_mark, self.count);
            let run = LongRun { source, rules, first, count };
            let fixed = self.starter.is_some_and(|starter| starter.inert);
            run.write(self.starter.take().map(|starter| starter.c), fixed, self.begin, self.output);
            self.count = 0;
            return;
        }
        order::sort(self.marks.get_mut(..self.count).unwrap_or_default());
        if self.starter.is_none_or(|starter| starter.inert) {
            // There is nothing to compose with. The segment ends, also for a following starter.
            return self.write_segment();
        }
        let mut kept = 0usize;
        let mut last = 0;
        for number in 0..self.count {
            let Some(&(mark, ccc)) = self.marks.get(number) else { break };
            if let Some(composite) = self.try_compose(last, mark, ccc) {
                self.starter = Some(composite);
            } else {
                last = ccc;
                self.marks.swap(kept, number);
                kept = kept.saturating_add(1);
            }
        }
        self.count = kept;
        if kept != 0 {
            self.write_segment();
        }
    }

    /// Writes the starter and the marks. No later code point can compose with this starter.
    fn write_segment(&mut self) {
        if let Some(starter) = self.starter.take() {
            self.output.put(starter.c, self.begin);
        }
        for &(mark, _) in self.marks.iter().take(self.count) {
            self.output.put(mark, self.begin);
        }
        self.count = 0;
    }

    /// Returns the composite of the starter and a mark, if there is one and no mark of class `last` in between
    /// blocks it.
    fn try_compose(&self, last: u8, mark: char, ccc: u8) -> Option<Starter> {
        let starter = self.starter.filter(|starter| !starter.inert && last < ccc)?;
        compose(starter.c, mark).map(|c| Starter { c, whole: false, inert: false })
    }
}
