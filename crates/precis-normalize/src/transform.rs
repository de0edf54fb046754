//! Mapping and normalization of a whole string, if it needs any.

use crate::class::Info;
use crate::normalizer::normalize;
use crate::output::Output;
use crate::rules::Rules;
use crate::spaces;
use crate::tables::class::BLANK;
use alloc::borrow::Cow;

/// The properties of a string.
#[derive(Clone, Copy)]
pub(crate) struct Scan {
    /// The flags of all its code points.
    pub(crate) flags: u64,
    /// Whether its marks are in canonical order.
    ordered: bool,
}

/// Collects the flags of a string, up to the first code point that has one of the flags `stop`.
#[inline]
pub(crate) fn scan(text: &str, stop: u64) -> Scan {
    let mut flags = 0;
    let mut ordered = true;
    let mut last = 0;
    for c in text.chars() {
        let info = Info::of(c);
        flags |= info.bits();
        let ccc = info.ccc();
        ordered &= ccc == 0 || last <= ccc;
        last = ccc;
        if info.has(stop) {
            break;
        }
    }
    Scan { flags, ordered }
}

/// Returns whether `rules` certainly leave `text` unchanged.
#[inline]
pub(crate) fn settled(text: &str, scan: Scan, rules: Rules) -> bool {
    let open = scan.flags & rules.slow();
    scan.ordered && (open == 0 || (open == BLANK && spaces::tidy(text)))
}

/// Returns whether `rules` leave `text` unchanged; never allocates.
pub(crate) fn is_stable(text: &str, scan: Scan, rules: Rules) -> bool {
    if settled(text, scan, rules) {
        return true;
    }
    let mut output = Output::probe(text, rules);
    normalize(text, rules, &mut output);
    output.is_same()
}

/// Applies `rules` to `text`. Borrows if they change nothing, otherwise allocates once.
pub(crate) fn apply(text: &str, rules: Rules) -> Cow<'_, str> {
    let mut output = Output::cow(text, rules);
    normalize(text, rules, &mut output);
    output.into_cow()
}

/// Returns the position in `source` of byte `wanted` of the result.
pub(crate) fn locate(source: &str, rules: Rules, wanted: usize) -> usize {
    let mut output = Output::locate(source, rules, wanted);
    normalize(source, rules, &mut output);
    output.place().unwrap_or_default()
}
