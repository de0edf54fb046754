//! Properties, normalization and mappings of single code points, from ICU's data.
use icu_casemap::CaseMapper;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory as Gc;

pub(super) fn category(c: char) -> Gc {
    CodePointMapData::<Gc>::new().get(c)
}

pub(super) fn ccc(c: char) -> u8 {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c)
}

/// Full case mapping of a single code point: there is no context.
pub(super) fn lower(c: char) -> String {
    let text = c.to_string();
    CaseMapper::new().lowercase_to_string(&text, &icu_locale_core::LanguageIdentifier::UNKNOWN).into_owned()
}

pub(crate) fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

pub(super) fn nfkc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

/// The decomposition mapping of type wide or narrow, one step, in the words of UnicodeData.txt.
pub(super) fn width_of(c: char) -> char {
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
