//! The derived property of RFC 8264 section 8, computed from Unicode properties.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory as Gc, HangulSyllableType as Hst, JoinControl,
    NoncharacterCodePoint,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The values of the derived property; the discriminants are those in the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Derived {
    Valid = 0,
    FreeValid = 1,
    ContextJ = 2,
    ContextO = 3,
    Disallowed = 4,
    Unassigned = 5,
}

/// Returns the derived property of a code point. The order of the tests is normative.
pub(crate) fn derived(c: char) -> Derived {
    let category = CodePointMapData::<Gc>::new().get(c);
    let nonchar = CodePointSetData::new::<NoncharacterCodePoint>().contains(c);
    if let Some(exception) = exception(c) {
        return exception;
    }
    if category == Gc::Unassigned && !nonchar {
        return Derived::Unassigned;
    }
    if ('\u{21}'..='\u{7E}').contains(&c) {
        return Derived::Valid;
    }
    if CodePointSetData::new::<JoinControl>().contains(c) {
        return Derived::ContextJ;
    }
    let hst = CodePointMapData::<Hst>::new().get(c);
    if [Hst::LeadingJamo, Hst::VowelJamo, Hst::TrailingJamo].contains(&hst)
        || nonchar
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || category == Gc::Control
    {
        return Derived::Disallowed;
    }
    let mut utf8 = [0; 4];
    let text: &str = c.encode_utf8(&mut utf8);
    if ComposingNormalizerBorrowed::new_nfkc().normalize(text) != text {
        return Derived::FreeValid;
    }
    match category {
        Gc::LowercaseLetter
        | Gc::UppercaseLetter
        | Gc::OtherLetter
        | Gc::DecimalNumber
        | Gc::ModifierLetter
        | Gc::NonspacingMark
        | Gc::SpacingMark => Derived::Valid,
        Gc::TitlecaseLetter
        | Gc::LetterNumber
        | Gc::OtherNumber
        | Gc::EnclosingMark
        | Gc::SpaceSeparator
        | Gc::MathSymbol
        | Gc::CurrencySymbol
        | Gc::ModifierSymbol
        | Gc::OtherSymbol
        | Gc::ConnectorPunctuation
        | Gc::DashPunctuation
        | Gc::OpenPunctuation
        | Gc::ClosePunctuation
        | Gc::InitialPunctuation
        | Gc::FinalPunctuation
        | Gc::OtherPunctuation => Derived::FreeValid,
        _ => Derived::Disallowed,
    }
}

/// Returns the property of category "Exceptions" (RFC 8264 section 9.6).
fn exception(c: char) -> Option<Derived> {
    Some(match u32::from(c) {
        0xDF | 0x3C2 | 0x6FD | 0x6FE | 0xF0B | 0x3007 => Derived::Valid,
        0xB7 | 0x375 | 0x5F3 | 0x5F4 | 0x30FB | 0x660..=0x669 | 0x6F0..=0x6F9 => Derived::ContextO,
        0x640 | 0x7FA | 0x302E | 0x302F | 0x3031..=0x3035 | 0x303B => Derived::Disallowed,
        _ => return None,
    })
}
