//! The Bidi rule for strings with right-to-left characters (RFC 5893 section 2).

use crate::class::Info;
use crate::tables::class::{BIDI_AN, BIDI_EN, BIDI_L, BIDI_NSM, BIDI_OTHER, BIDI_R};

/// Checks a string with a character of class R, AL or AN. The error is the position of the violation.
///
/// Conditions 5 and 6 exclude such a string from starting with a left-to-right character. It must therefore start
/// with R or AL, and conditions 2 to 4 apply.
pub(crate) fn check(text: &str) -> Result<(), usize> {
    let mut european = false;
    let mut arabic = false;
    let mut last = (BIDI_OTHER, 0);
    for (at, c) in text.char_indices() {
        let class = Info::of(c).bidi();
        european |= class == BIDI_EN;
        arabic |= class == BIDI_AN;
        let first_differs = at == 0 && class != BIDI_R;
        if first_differs || matches!(class, BIDI_L | BIDI_OTHER) || (european && arabic) {
            return Err(at);
        }
        if class != BIDI_NSM {
            last = (class, at);
        }
    }
    if matches!(last.0, BIDI_R | BIDI_EN | BIDI_AN) { Ok(()) } else { Err(last.1) }
}
