//! The expansion of one code point of the input before normalization orders the pieces.
//!
//! Mapping comes first, then full decomposition. With a compatibility decomposition, case mapping is applied again
//! after it: U+1D400 has no lower-case letter, but its decomposition A has one. RFC 8264 section 7 gets the same
//! result by applying all rules until nothing changes; a test compares both.

use crate::case;
use crate::class::Info;
use crate::decompose::decompose;
#[cfg(feature = "saslprep")]
use crate::frozen;
use crate::rules::Rules;
use crate::simple::Simple;
use crate::tables::class::{CANON, COMPAT, LOWER, MARK, SPACE, WIDTH};
use crate::width;

/// Calls `put` with the pieces of `c`.
pub(crate) fn expand(c: char, rules: Rules, put: &mut dyn FnMut(char, Info)) {
    #[cfg(feature = "saslprep")]
    if rules.frozen {
        return frozen::expand(c, put);
    }
    let (mapped, info) = map(c, rules);
    if rules.compat && rules.lower {
        decompose(mapped, info, true, &mut |part, info| {
            if info.has(LOWER) {
                let lower = case::lower(part, info);
                put(lower, Info::of(lower));
            } else {
                put(part, info);
            }
        });
    } else {
        decompose(mapped, info, rules.compat, put);
    }
    if rules.lower && c == case::DOTTED_CAPITAL_I {
        put(case::DOT_ABOVE, Info::of(case::DOT_ABOVE));
    }
}

/// Returns whether `c` becomes one code point.
#[inline]
pub(crate) fn simple(c: char, rules: Rules) -> Simple {
    #[cfg(feature = "saslprep")]
    if rules.frozen {
        return frozen::simple(c);
    }
    let plain = Info::of(c);
    let (c, info) = match plain.has(rules.mapped()) {
        false => (c, plain),
        true if rules.lower && c == case::DOTTED_CAPITAL_I => return Simple::No,
        true => map(c, rules),
    };
    if !info.has(rules.normalization() | MARK) {
        Simple::Starter(c, info, info.has(CANON))
    } else if info.has(MARK) && !info.has(CANON | COMPAT) {
        Simple::Mark(c, info)
    } else {
        Simple::No
    }
}

/// Maps width, spaces and case, without the dot that follows U+0130.
fn map(c: char, rules: Rules) -> (char, Info) {
    let (mut c, mut info) = (c, Info::of(c));
    if rules.width && info.has(WIDTH) {
        c = width::map(c);
        info = Info::of(c);
    }
    if rules.spaces && info.has(SPACE) {
        c = ' ';
        info = Info::of(c);
    }
    if rules.lower && info.has(LOWER) {
        c = case::lower(c, info);
        info = Info::of(c);
    }
    (c, info)
}
