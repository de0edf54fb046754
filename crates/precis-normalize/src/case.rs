//! Case mapping: the full lower-case mapping of each code point, independent of its neighbours.
//!
//! RFC 8265 section 3.3.1 prefers Unicode's `toLowerCase`, whose rule for U+03A3 at the end of a word would give
//! U+03C2. Section 3.6 says that the mapping rules of PRECIS do not account for the special status of U+03C2, but
//! its examples have a lone sigma only, where both readings agree. This crate maps U+03A3 to U+03C3 everywhere; the
//! Python library precis_i18n 1.1.2 follows Unicode's rule. The mapping is that of Unicode 18.0, whatever the
//! compiler's is.

use crate::class::Info;
use crate::tables::class::RARE_LOWER;

/// The code point that follows the 'i' of U+0130, the only mapping to more than one code point.
pub(crate) const DOT_ABOVE: char = '\u{307}';

/// The only code point that maps to two.
pub(crate) const DOTTED_CAPITAL_I: char = '\u{130}';

/// Returns the lower-case letter of `c`, for code points with the flag `LOWER`.
///
/// For U+0130 it is 'i', which [`DOT_ABOVE`] must follow.
pub(crate) fn lower(c: char, info: Info) -> char {
    let distance = info.lower_distance();
    if distance != 0 {
        return u32::from(c).checked_add_signed(distance).and_then(char::from_u32).unwrap_or(c);
    }
    if c == DOTTED_CAPITAL_I {
        return 'i';
    }
    let found = RARE_LOWER.binary_search_by_key(&u32::from(c), |rare| rare.0).ok();
    found.and_then(|place| RARE_LOWER.get(place)).and_then(|rare| char::from_u32(rare.1)).unwrap_or(c)
}
