//! The code points that a string class allows, with the context rules (RFC 8264 section 4, RFC 5892 appendix A).
//!
//! The check takes one pass and a few words of state for any string.

use crate::class::Info;
use crate::error::ErrorKind;
use crate::tables::class::{CONTEXT, GREEK, HEBREW, JOIN_D, JOIN_L, JOIN_R, JOIN_T, KANA_HAN};

/// The combining class of the viramas.
const VIRAMA: u8 = 9;

/// The requirement of a code point for the next one.
#[derive(Clone, Copy)]
enum Wants {
    /// U+00B7 between two l.
    L,
    /// U+0375 before a Greek letter.
    Greek,
}

#[derive(Default)]
struct State {
    before: Option<(char, Info)>,
    /// Whether a transparent run after a left- or dual-joining code point has continued until here.
    joins: bool,
    /// The position of a ZERO WIDTH NON-JOINER that needs a right- or dual-joining code point after transparent
    /// ones.
    needs_join: Option<usize>,
    wants: Option<(Wants, usize)>,
    katakana_dot: Option<usize>,
    kana_or_han: bool,
    arabic_digit: bool,
    extended_digit: bool,
}

/// Checks that no code point has one of the flags `bad` and that all context rules are satisfied.
///
/// The error is the violation and its position, as counted by `text`.
pub(crate) fn check(text: impl Iterator<Item = (usize, char)>, bad: u64) -> Result<(), (ErrorKind, usize)> {
    let mut state = State::default();
    for (at, c) in text {
        let info = Info::of(c);
        if info.has(bad) {
            return Err((reason(c, info), at));
        }
        state.step(at, c, info).map_err(|at| (ErrorKind::Context, at))?;
    }
    state.end().map_err(|at| (ErrorKind::Context, at))
}

/// Returns the reason why a code point is in no class.
fn reason(c: char, info: Info) -> ErrorKind {
    match info.derived() {
        _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ErrorKind::ControlCharacter,
        _ if c == ' ' => ErrorKind::Space,
        5 => ErrorKind::Unassigned,
        _ => ErrorKind::Disallowed,
    }
}

impl State {
    fn step(&mut self, at: usize, c: char, info: Info) -> Result<(), usize> {
        if let Some((wants, place)) = self.wants.take() {
            let given = match wants {
                Wants::L => c == 'l',
                Wants::Greek => info.has(GREEK),
            };
            if !given {
                return Err(place);
            }
        }
        let joining = info.joining();
        if let Some(place) = self.needs_join {
            match joining {
                JOIN_T => {}
                JOIN_R | JOIN_D => self.needs_join = None,
                _ => return Err(place),
            }
        }
        self.kana_or_han |= info.has(KANA_HAN);
        if info.has(CONTEXT) {
            self.rule(at, c)?;
        }
        if joining != JOIN_T {
            self.joins = matches!(joining, JOIN_L | JOIN_D);
        }
        self.before = Some((c, info));
        Ok(())
    }

    /// Applies the rule of a code point that is allowed in some contexts.
    fn rule(&mut self, at: usize, c: char) -> Result<(), usize> {
        let virama = self.before.is_some_and(|(_, info)| info.ccc() == VIRAMA);
        let fulfilled = match c {
            '\u{200C}' if virama => true,
            '\u{200C}' => {
                self.needs_join = Some(at);
                self.joins
            }
            '\u{200D}' => virama,
            '\u{B7}' => {
                self.wants = Some((Wants::L, at));
                self.before.is_some_and(|(c, _)| c == 'l')
            }
            '\u{375}' => {
                self.wants = Some((Wants::Greek, at));
                true
            }
            '\u{5F3}' | '\u{5F4}' => self.before.is_some_and(|(_, info)| info.has(HEBREW)),
            '\u{30FB}' => {
                self.katakana_dot.get_or_insert(at);
                true
            }
            '\u{660}'..='\u{669}' => {
                self.arabic_digit = true;
                !self.extended_digit
            }
            '\u{6F0}'..='\u{6F9}' => {
                self.extended_digit = true;
                !self.arabic_digit
            }
            _ => false,
        };
        if fulfilled { Ok(()) } else { Err(at) }
    }

    fn end(self) -> Result<(), usize> {
        let waiting = self.wants.map(|(_, at)| at).or(self.needs_join);
        match waiting.or(self.katakana_dot.filter(|_| !self.kana_or_han)) {
            Some(at) => Err(at),
            None => Ok(()),
        }
    }
}
