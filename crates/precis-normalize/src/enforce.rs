//! The steps of a profile: map, normalize, check (RFC 8264 section 7).

use crate::class::Info;
use crate::error::{Error, ErrorKind};
use crate::rules::Rules;
use crate::tables::class::{BLANK, CONTEXT, RTL, WIDTH};
use crate::transform::{self, Scan};
use crate::{ascii, bidi, context, spaces, width};
use alloc::borrow::Cow;
use alloc::string::String;
use zeroize::Zeroize as _;

/// The data of a profile.
#[derive(Clone, Copy)]
pub(crate) struct Steps {
    pub(crate) rules: Rules,
    /// The flags of code points that the string class does not allow.
    pub(crate) bad: u64,
    /// Whether the class allows U+0020.
    pub(crate) space: bool,
    /// Whether the Bidi rule applies.
    pub(crate) bidi: bool,
}

/// Applies all rules in the order of RFC 8264 section 7, with the check of the class last.
#[inline]
pub(crate) fn enforce(text: &str, steps: Steps) -> Result<Cow<'_, str>, Error> {
    match ascii_only(text, steps) {
        Some(done) => Ok(done),
        None => enforce_any(text, steps),
    }
}

/// Applies all rules after a check of the width-mapped input (RFC 8265 and 8266).
pub(crate) fn enforce_strict(text: &str, steps: Steps) -> Result<Cow<'_, str>, Error> {
    if let Some(done) = ascii_only(text, steps) {
        return Ok(done);
    }
    prepared(text, transform::scan(text, 0), steps)?;
    enforce_any(text, steps)
}

/// Applies width mapping and the check of the class only.
pub(crate) fn prepare(text: &str, steps: Steps) -> Result<Cow<'_, str>, Error> {
    let scan = transform::scan(text, 0);
    if text.is_empty() {
        return Err(Error::new(ErrorKind::Empty, text, 0));
    }
    prepared(text, scan, steps)?;
    if !steps.rules.width || scan.flags & WIDTH == 0 {
        return Ok(Cow::Borrowed(text));
    }
    // No form maps to more bytes than it has.
    let mut mapped = String::with_capacity(text.len());
    mapped.extend(text.chars().map(width::map));
    Ok(Cow::Owned(mapped))
}

/// Returns whether [`enforce`] would accept `text` unchanged. Never allocates.
pub(crate) fn is_enforced(text: &str, steps: Steps) -> bool {
    if let Some(ascii) = ascii::scan(text) {
        return is_plain(text, &ascii, steps) && !(steps.rules.lower && ascii.upper);
    }
    let scan = transform::scan(text, 0);
    transform::is_stable(text, scan, steps.rules) && check(text, scan.flags, steps).is_ok()
}

/// Handles ASCII strings that are accepted, the common case.
#[inline]
fn ascii_only(text: &str, steps: Steps) -> Option<Cow<'_, str>> {
    let ascii = ascii::scan(text)?;
    if !is_plain(text, &ascii, steps) {
        return None;
    }
    if steps.rules.lower && ascii.upper {
        return Some(Cow::Owned(text.to_ascii_lowercase()));
    }
    Some(Cow::Borrowed(text))
}

/// Returns whether an ASCII string is accepted with no change except case mapping.
#[inline]
fn is_plain(text: &str, ascii: &ascii::Ascii, steps: Steps) -> bool {
    let spaces = !ascii.space || (steps.space && (!steps.rules.squeeze || spaces::tidy(text)));
    !text.is_empty() && !ascii.control && spaces
}

fn enforce_any(text: &str, steps: Steps) -> Result<Cow<'_, str>, Error> {
    // The scan stops as soon as the string is certain to need the general case.
    let scan = transform::scan(text, steps.rules.slow() & !BLANK);
    if transform::settled(text, scan, steps.rules) {
        return match check(text, scan.flags, steps) {
            Ok(()) => Ok(Cow::Borrowed(text)),
            Err((kind, at)) => Err(Error::new(kind, text, at)),
        };
    }
    let (cut, rest) = if steps.rules.squeeze { spaces::trim(text) } else { (0, text) };
    let result = transform::apply(rest, steps.rules);
    match check(&result, transform::scan(&result, 0).flags, steps) {
        Ok(()) => Ok(result),
        Err((ErrorKind::Empty, _)) => Err(Error::new(ErrorKind::Empty, text, 0)),
        Err((kind, at)) => {
            wipe(result);
            let at = transform::locate(rest, steps.rules, at).saturating_add(cut);
            Err(Error::new(kind, text, at))
        }
    }
}

/// Wipes a rejected text, which can be a password.
pub(crate) fn wipe(text: Cow<'_, str>) {
    if let Cow::Owned(mut text) = text {
        text.zeroize();
    }
}

/// Checks length, string class, context rules and Bidi rule. `flags` are those of `text`.
#[inline]
fn check(text: &str, flags: u64, steps: Steps) -> Result<(), (ErrorKind, usize)> {
    if text.is_empty() {
        return Err((ErrorKind::Empty, 0));
    }
    if flags & (steps.bad | CONTEXT) != 0 {
        context::check(text.char_indices(), steps.bad)?;
    }
    if steps.bidi && flags & RTL != 0 {
        bidi::check(text).map_err(|at| (ErrorKind::Bidi, at))?;
    }
    Ok(())
}

/// Checks the class on the width-mapped input.
fn prepared(text: &str, scan: Scan, steps: Steps) -> Result<(), Error> {
    if scan.flags & (steps.bad | CONTEXT | WIDTH) == 0 {
        return Ok(());
    }
    let map = |c| if steps.rules.width && Info::of(c).has(WIDTH) { width::map(c) } else { c };
    let mapped = text.char_indices().map(|(at, c)| (at, map(c)));
    context::check(mapped, steps.bad).map_err(|(kind, at)| Error::new(kind, text, at))
}
