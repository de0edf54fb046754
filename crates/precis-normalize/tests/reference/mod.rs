//! The algorithms of RFC 8264, 8265, 8266 and 4013, written down plainly and slowly.
//!
//! It shares no table and no function with the crate: properties come from `icu_properties`, normalization
//! from `icu_normalizer`, case mappings from `icu_casemap`, RFC 3454 from `tests/data/rfc3454.txt`.

mod data;
mod frozen;

pub(crate) use data::nfc;
pub(crate) use frozen::saslprep;

use data::{category, ccc, lower, nfkc, width_of};
use icu_properties::props::{
    BidiClass, DefaultIgnorableCodePoint, GeneralCategory as Gc, HangulSyllableType as Hst, JoinControl,
    JoiningType, NoncharacterCodePoint, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Profile {
    CaseMapped,
    CasePreserved,
    Opaque,
    Nickname,
    NicknameKey,
}

pub(crate) const PROFILES: [Profile; 5] =
    [Profile::CaseMapped, Profile::CasePreserved, Profile::Opaque, Profile::Nickname, Profile::NicknameKey];

use Profile::{CaseMapped, CasePreserved, Nickname, NicknameKey, Opaque};

/// RFC 8264 section 7, repeated until nothing changes, at most three times more.
pub(crate) fn enforce(profile: Profile, text: &str) -> Option<String> {
    let mut now = text.to_owned();
    for _ in 0..4 {
        let next = map(profile, &now);
        if next.is_empty() {
            return None;
        }
        if next == now {
            return accepts(profile, &now).then_some(now);
        }
        now = next;
    }
    // One more look: the last pass must have been the last that changed anything.
    (map(profile, &now) == now && accepts(profile, &now)).then_some(now)
}

/// RFC 8265 and 8266: the class first.
pub(crate) fn enforce_strict(profile: Profile, text: &str) -> Option<String> {
    class_accepts(profile, &width(profile, text)).then(|| enforce(profile, text)).flatten()
}

/// Width mapping and the class; the empty string is refused here as well.
pub(crate) fn prepare(profile: Profile, text: &str) -> Option<String> {
    let text = width(profile, text);
    (!text.is_empty() && class_accepts(profile, &text)).then_some(text)
}

fn identifier(profile: Profile) -> bool {
    matches!(profile, CaseMapped | CasePreserved)
}

fn width(profile: Profile, text: &str) -> String {
    if !identifier(profile) {
        return text.to_owned();
    }
    text.chars().map(width_of).collect()
}

fn map(profile: Profile, text: &str) -> String {
    let mut text = width(profile, text);
    if !identifier(profile) {
        text = text.chars().map(|c| if category(c) == Gc::SpaceSeparator { ' ' } else { c }).collect();
    }
    if matches!(profile, Nickname | NicknameKey) {
        text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    }
    if matches!(profile, CaseMapped | NicknameKey) {
        text = text.chars().map(lower).collect();
    }
    match profile {
        CaseMapped | CasePreserved | Opaque => nfc(&text),
        Nickname | NicknameKey => nfkc(&text),
    }
}

fn accepts(profile: Profile, text: &str) -> bool {
    class_accepts(profile, text) && (!identifier(profile) || bidi_accepts(text))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Derived {
    PValid,
    FreePVal,
    ContextJ,
    ContextO,
    Disallowed,
    Unassigned,
}

/// RFC 8264 section 8.
pub(crate) fn derived(c: char) -> Derived {
    let nonchar = CodePointSetData::new::<NoncharacterCodePoint>().contains(c);
    let gc = category(c);
    if "\u{DF}\u{3C2}\u{6FD}\u{6FE}\u{F0B}\u{3007}".contains(c) {
        Derived::PValid
    } else if "\u{B7}\u{375}\u{5F3}\u{5F4}\u{30FB}".contains(c) || arabic_digit(c) || extended_digit(c) {
        Derived::ContextO
    } else if "\u{640}\u{7FA}\u{302E}\u{302F}\u{3031}\u{3032}\u{3033}\u{3034}\u{3035}\u{303B}".contains(c) {
        Derived::Disallowed
    } else if gc == Gc::Unassigned && !nonchar {
        Derived::Unassigned
    } else if c.is_ascii_graphic() {
        Derived::PValid
    } else if CodePointSetData::new::<JoinControl>().contains(c) {
        Derived::ContextJ
    } else if old_hangul_jamo(c)
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || nonchar
        || gc == Gc::Control
    {
        Derived::Disallowed
    } else if nfkc(&c.to_string()) != c.to_string() {
        Derived::FreePVal
    } else {
        match gc {
            Gc::LowercaseLetter | Gc::UppercaseLetter | Gc::OtherLetter | Gc::DecimalNumber => {
                Derived::PValid
            }
            Gc::ModifierLetter | Gc::NonspacingMark | Gc::SpacingMark => Derived::PValid,
            Gc::PrivateUse | Gc::Surrogate | Gc::Format | Gc::LineSeparator | Gc::ParagraphSeparator => {
                Derived::Disallowed
            }
            _ => Derived::FreePVal,
        }
    }
}

fn old_hangul_jamo(c: char) -> bool {
    let hst = CodePointMapData::<Hst>::new().get(c);
    matches!(hst, Hst::LeadingJamo | Hst::VowelJamo | Hst::TrailingJamo)
}

fn arabic_digit(c: char) -> bool {
    ('\u{660}'..='\u{669}').contains(&c)
}

fn extended_digit(c: char) -> bool {
    ('\u{6F0}'..='\u{6F9}').contains(&c)
}

fn class_accepts(profile: Profile, text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).all(|i| match derived(chars[i]) {
        Derived::PValid => true,
        Derived::FreePVal => !identifier(profile),
        Derived::ContextJ | Derived::ContextO => context(&chars, i),
        Derived::Disallowed | Derived::Unassigned => false,
    })
}

/// RFC 5892 appendix A.
fn context(chars: &[char], i: usize) -> bool {
    let before = i.checked_sub(1).map(|i| chars[i]);
    let after = chars.get(i + 1).copied();
    let script = |c: char| CodePointMapData::<Script>::new().get(c);
    let joining = |c: &char| CodePointMapData::<JoiningType>::new().get(*c);
    let virama = before.is_some_and(|c| ccc(c) == 9);
    match chars[i] {
        '\u{200D}' => virama,
        '\u{200C}' => {
            let transparent = |c: &&char| joining(c) == JoiningType::Transparent;
            let left = chars[..i].iter().rev().find(|c| !transparent(c)).map(joining);
            let right = chars[i + 1..].iter().find(|c| !transparent(c)).map(joining);
            let left = matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining));
            let right = matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining));
            virama || (left && right)
        }
        '\u{B7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => after.is_some_and(|c| script(c) == Script::Greek),
        '\u{5F3}' | '\u{5F4}' => before.is_some_and(|c| script(c) == Script::Hebrew),
        '\u{30FB}' => {
            chars.iter().any(|&c| [Script::Hiragana, Script::Katakana, Script::Han].contains(&script(c)))
        }
        c if arabic_digit(c) => !chars.iter().any(|&c| extended_digit(c)),
        _ => !chars.iter().any(|&c| arabic_digit(c)),
    }
}

/// RFC 5893 section 2, for strings with right-to-left characters; all six conditions.
fn bidi_accepts(text: &str) -> bool {
    use BidiClass as B;
    let classes: Vec<B> = text.chars().map(|c| CodePointMapData::<B>::new().get(c)).collect();
    if !classes.iter().any(|c| [B::RightToLeft, B::ArabicLetter, B::ArabicNumber].contains(c)) {
        return true;
    }
    let neutral = [
        B::EuropeanSeparator,
        B::CommonSeparator,
        B::EuropeanTerminator,
        B::OtherNeutral,
        B::BoundaryNeutral,
        B::NonspacingMark,
    ];
    let last = classes.iter().rev().find(|&&c| c != B::NonspacingMark);
    let ends = |with: &[B]| last.is_some_and(|c| with.contains(c));
    match classes[0] {
        B::RightToLeft | B::ArabicLetter => {
            let letters = [B::RightToLeft, B::ArabicLetter, B::ArabicNumber, B::EuropeanNumber];
            classes.iter().all(|c| letters.contains(c) || neutral.contains(c))
                && ends(&letters)
                && !(classes.contains(&B::EuropeanNumber) && classes.contains(&B::ArabicNumber))
        }
        B::LeftToRight => {
            let letters = [B::LeftToRight, B::EuropeanNumber];
            classes.iter().all(|c| letters.contains(c) || neutral.contains(c)) && ends(&letters)
        }
        _ => false,
    }
}
