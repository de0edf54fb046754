//! The algorithms of RFC 8264, 8265, 8266 and 4013, written down plainly and slowly.
//!
//! It shares no table and no function with the crate: properties come from `icu_properties`, normalization
//! from `icu_normalizer`, case mappings from `icu_casemap`, RFC 3454 from `tests/data/rfc3454.txt`.

use icu_casemap::CaseMapper;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{
    BidiClass, DefaultIgnorableCodePoint, GeneralCategory as Gc, HangulSyllableType as Hst, JoinControl,
    JoiningType, NoncharacterCodePoint, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use std::sync::OnceLock;

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

fn category(c: char) -> Gc {
    CodePointMapData::<Gc>::new().get(c)
}

fn ccc(c: char) -> u8 {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c)
}

/// Full case mapping of a single code point: there is no context.
fn lower(c: char) -> String {
    let text = c.to_string();
    CaseMapper::new().lowercase_to_string(&text, &icu_locale_core::LanguageIdentifier::UNKNOWN).into_owned()
}

pub(crate) fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

fn nfkc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

/// The decomposition mapping of type wide or narrow, one step, in the words of UnicodeData.txt.
fn width_of(c: char) -> char {
    const JAMO: &str = "ㅤㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔ  ㅕㅖㅗㅘㅙㅚ  ㅛㅜㅝㅞㅟㅠ  ㅡㅢㅣ";
    let nth = |text: &str, first: char| text.chars().nth(c as usize - first as usize).unwrap();
    match c {
        '\u{3000}' => ' ',
        '\u{FFE3}' => '\u{AF}',
        '\u{FFA0}'..='\u{FFBE}' => nth(JAMO, '\u{FFA0}'),
        '\u{FFC2}'..='\u{FFDC}' if nth(VOWELS, '\u{FFC2}') != ' ' => nth(VOWELS, '\u{FFC2}'),
        '\u{FF00}'..='\u{FFEF}' => {
            let full = DecomposingNormalizerBorrowed::new_nfkd().normalize(&c.to_string()).into_owned();
            let mut chars = full.chars();
            let first = chars.next().unwrap();
            assert_eq!(chars.next(), None, "{c:?}");
            first
        }
        _ => c,
    }
}

/// RFC 4013 with the tables of RFC 3454.
pub(crate) fn saslprep(text: &str, allow_unassigned: bool) -> Option<String> {
    if !allow_unassigned && text.chars().any(|c| has(c, b'U')) {
        return None;
    }
    let mut prepared = String::new();
    // Code points that Unicode 3.2 does not know take no part in normalization: they cut the text.
    let mut piece = String::new();
    for c in text.chars() {
        if has(c, b'U') {
            prepared += &nfkc(&piece);
            piece.clear();
            prepared.push(c);
        } else if has(c, b'S') {
            piece.push(' ');
        } else if !has(c, b'N') {
            piece.push(corrigendum(c));
        }
    }
    prepared += &nfkc(&piece);
    if prepared.chars().any(|c| has(c, b'P') || has(c, b'S')) {
        return None;
    }
    if prepared.chars().any(|c| has(c, b'R')) {
        let ends = prepared.chars().next().is_some_and(|c| has(c, b'R'))
            && prepared.chars().next_back().is_some_and(|c| has(c, b'R'));
        if !ends || prepared.chars().any(|c| has(c, b'L')) {
            return None;
        }
    }
    Some(prepared)
}

/// Unicode 3.2 decomposed these otherwise (Corrigendum 4).
fn corrigendum(c: char) -> char {
    match c {
        '\u{2F868}' => '\u{2136A}',
        '\u{2F874}' => '\u{5F33}',
        '\u{2F91F}' => '\u{43AB}',
        '\u{2F95F}' => '\u{7AAE}',
        '\u{2F9BF}' => '\u{4D57}',
        _ => c,
    }
}

/// Whether a code point is in a table of RFC 3454; the letters are those of the file.
pub(crate) fn has(c: char, letter: u8) -> bool {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    const LETTERS: &[u8] = b"UNSPRL";
    let table = TABLE.get_or_init(|| {
        let mut table = vec![0; 0x11_0000];
        for line in include_str!("../data/rfc3454.txt").lines().filter(|line| !line.starts_with('#')) {
            let (range, found) = line.split_once(' ').unwrap();
            let (first, last) = range.split_once('-').unwrap();
            let place = |hex| usize::from_str_radix(hex, 16).unwrap();
            let bits = LETTERS.iter().enumerate().filter(|(_, l)| found.as_bytes().contains(l));
            table[place(first)..=place(last)].fill(bits.map(|(bit, _)| 1u8 << bit).sum());
        }
        table
    });
    let bit = LETTERS.iter().position(|&l| l == letter).unwrap();
    table[c as usize] & (1 << bit) != 0
}
