//! SASLprep (RFC 4013), for protocols that do not use PRECIS, such as SCRAM.

use crate::class::Info;
use crate::enforce::wipe;
use crate::error::{Error, ErrorKind};
use crate::tables::rfc3454::{L_CAT, MARK, NOTHING, PROHIBITED, RAND_AL, SLOW, SPACE, UNASSIGNED};
use crate::{ascii, frozen, rules, transform};
use alloc::borrow::Cow;
use alloc::string::String;
use zeroize::Zeroizing;

/// The treatment of code points that are unassigned in Unicode 3.2 (RFC 3454 section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unassigned {
    /// Reject them, for "stored strings". SCRAM prepares names and passwords in this way (RFC 5802 section 5.1).
    Reject,
    /// Accept them unchanged, for "queries".
    Allow,
}

/// Prepares a user name or password with SASLprep (RFC 4013).
///
/// The tables and the normalization are those of Unicode 3.2. The result is borrowed if nothing changes; otherwise
/// one allocation is made. It can be empty, which RFC 4013 does not forbid; a caller that needs a password must
/// reject that.
///
/// ```
/// use precis_normalize::{Unassigned, saslprep};
///
/// assert_eq!(saslprep("I\u{AD}X", Unassigned::Reject)?, "IX");
/// assert_eq!(saslprep("\u{2168}", Unassigned::Reject)?, "IX");
/// assert!(saslprep("\u{7}", Unassigned::Reject).is_err());
/// # Ok::<(), precis_normalize::Error>(())
/// ```
///
/// # Errors
///
/// The string contains characters that RFC 4013 section 2.3 prohibits, or violates the rule of RFC 3454 section 6
/// for right-to-left text. With [`Unassigned::Reject`] it is also an error if it contains a code point that is
/// unassigned in Unicode 3.2.
#[inline]
pub fn saslprep(text: &str, unassigned: Unassigned) -> Result<Cow<'_, str>, Error> {
    if ascii::scan(text).is_some_and(|ascii| !ascii.control) {
        return Ok(Cow::Borrowed(text));
    }
    prepare(text, unassigned)
}

/// Prepares a string like [`saslprep`], with a result that is wiped when dropped.
///
/// The memory is reserved before the first byte is written, so no copy remains in freed memory. Rejected text is
/// wiped too. Copies that the compiler keeps on the stack are not.
///
/// # Errors
///
/// The errors of [`saslprep`].
pub fn saslprep_secret(text: &str, unassigned: Unassigned) -> Result<Zeroizing<String>, Error> {
    saslprep(text, unassigned).map(|text| Zeroizing::new(text.into_owned()))
}

fn prepare(text: &str, unassigned: Unassigned) -> Result<Cow<'_, str>, Error> {
    // Code points that are unassigned in Unicode 3.2 stay unchanged, so they are found in the result as well.
    let refused = PROHIBITED | if unassigned == Unassigned::Reject { UNASSIGNED } else { 0 };
    let flags = scan(text, NOTHING | SPACE | SLOW);
    if flags & (NOTHING | SPACE | SLOW) == 0 && (flags & MARK == 0 || in_order(text)) {
        return match check(text, flags, refused) {
            Ok(()) => Ok(Cow::Borrowed(text)),
            Err((kind, at)) => Err(Error::new(kind, text, at)),
        };
    }
    let result = transform::apply(text, rules::SASLPREP);
    match check(&result, scan(&result, 0), refused) {
        Ok(()) => Ok(result),
        Err((kind, at)) => {
            wipe(result);
            Err(Error::new(kind, text, transform::locate(text, rules::SASLPREP, at)))
        }
    }
}

/// Checks unassigned code points, prohibited output (RFC 4013 section 2.3) and bidirectional text (section 2.4).
fn check(text: &str, flags: u8, refused: u8) -> Result<(), (ErrorKind, usize)> {
    if flags & refused != 0 {
        let at = first(text, refused);
        return Err((reason(text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default()), at));
    }
    if flags & RAND_AL == 0 {
        return Ok(());
    }
    if flags & L_CAT != 0 || text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Err((ErrorKind::Bidi, first(text, L_CAT)));
    }
    let right_to_left = |c: char| frozen::flags(c) & RAND_AL != 0;
    if !text.starts_with(right_to_left) {
        return Err((ErrorKind::Bidi, 0));
    }
    let last = text.char_indices().next_back();
    match last.filter(|&(_, c)| !right_to_left(c)) {
        Some((at, _)) => Err((ErrorKind::Bidi, at)),
        None => Ok(()),
    }
}

fn reason(c: char) -> ErrorKind {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
        ErrorKind::ControlCharacter
    } else if frozen::flags(c) & PROHIBITED != 0 {
        ErrorKind::Disallowed
    } else {
        ErrorKind::Unassigned
    }
}

/// Returns the flags of all code points except printable ASCII, up to the first that has one of the flags `stop`.
fn scan(text: &str, stop: u8) -> u8 {
    let mut all = 0;
    for c in text.chars() {
        // Their only flag is L_CAT, which matters to few strings.
        if (' '..='~').contains(&c) {
            continue;
        }
        let flags = frozen::flags(c);
        all |= flags;
        if flags & stop != 0 {
            break;
        }
    }
    all
}

/// Returns the position of the first code point with this flag.
fn first(text: &str, flag: u8) -> usize {
    text.find(|c| frozen::flags(c) & flag != 0).unwrap_or_default()
}

/// Returns whether the marks are in canonical order. Marks that are unassigned in Unicode 3.2 count as starters.
fn in_order(text: &str) -> bool {
    let mut last = 0;
    text.chars().all(|c| {
        let ccc = if frozen::flags(c) & MARK == 0 { 0 } else { Info::of(c).ccc() };
        let fits = ccc == 0 || last <= ccc;
        last = ccc;
        fits
    })
}
