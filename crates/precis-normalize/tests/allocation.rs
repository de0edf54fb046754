//! No allocation if nothing changes, one otherwise, none for a question.
#![cfg(feature = "saslprep")]

use allocation_counter::measure;
use precis_normalize::{Profile, Unassigned, email_login, login_name, saslprep};
use std::borrow::Cow;
use std::hint::black_box;

/// How many allocations (a reallocation counts as one) `run` makes.
fn allocations(run: impl FnOnce()) -> u64 {
    measure(run).count_total
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "alicealicealice1",
        "AliceAliceAlice1",
        "Alice  Smith",
        " alice ",
        "Ünïcödé",
        "ünïcödé",
        "u\u{308}nico\u{308}de\u{301}",
        "漢字かな交じり文",
        "ｶﾞｷﾞＡＢＣ",
        "مُحَمَّد",
        "מִשְׁפָּט",
        "हिन्दी\u{93C}",
        "한국어",
        "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}",
        "\u{FDFA}\u{FDFA} ① ﬁ ™",
        "e\u{301}\u{327}\u{323}e\u{323}\u{301}",
        "İstanbul ΟΔΥΣΣΕΎΣ",
        "pass\u{3000}phrase\u{A0}",
        "\u{2028}\u{7}",
        "\u{5D0}a",
    ]
    .map(String::from)
    .into();
    // Many marks in and out of order, and text that is large after compatibility decomposition.
    texts.push(format!("a{}", "\u{301}\u{327}".repeat(100)));
    texts.push(format!("a{}", "\u{327}\u{301}".repeat(100)));
    texts.push(format!("a{}b", "\u{301}".repeat(1000)));
    texts.push("\u{FDFA}".repeat(100));
    texts.push("\u{390}\u{344}".repeat(100));
    texts
}

fn check<E>(what: &str, text: &str, run: impl Fn() -> Result<(), E>, result: Option<Cow<'_, str>>) {
    let expected = match result {
        Some(Cow::Borrowed(_)) => 0..=0,
        Some(Cow::Owned(_)) => 1..=1,
        // It was refused before or after mapping.
        None => 0..=1,
    };
    let count = allocations(|| drop(black_box(run())));
    assert!(expected.contains(&count), "{count} allocations for {what} of {text:?}");
}

#[test]
fn allocations_are_counted() {
    assert_eq!(allocations(|| drop(black_box(String::with_capacity(1)))), 1);
    let mut grown = String::with_capacity(1);
    assert_eq!(allocations(|| grown.push_str("long enough to move")), 1);
}

#[test]
fn results_take_one_allocation_at_most() {
    for text in &texts() {
        for profile in [
            Profile::UsernameCaseMapped,
            Profile::UsernameCasePreserved,
            Profile::OpaqueString,
            Profile::Nickname,
        ] {
            let run = || profile.enforce(text).map(drop);
            check("enforce", text, run, profile.enforce(text).ok());
            let run = || profile.enforce_strict(text).map(drop);
            check("enforce_strict", text, run, profile.enforce_strict(text).ok());
            let run = || profile.prepare(text).map(drop);
            check("prepare", text, run, profile.prepare(text).ok());
            let run = || profile.comparison_key(text).map(drop);
            check("comparison_key", text, run, profile.comparison_key(text).ok());
            let count = allocations(|| assert!(profile.is_enforced(text) || black_box(true)));
            assert_eq!(count, 0, "is_enforced of {text:?}");
            let secret = allocations(|| drop(black_box(profile.enforce_secret(text))));
            assert!(secret <= 1, "{secret} allocations for a secret copy of {text:?}");
        }
        for unassigned in [Unassigned::Reject, Unassigned::Allow] {
            check("saslprep", text, || saslprep(text, unassigned).map(drop), saslprep(text, unassigned).ok());
        }
        check("login_name", text, || login_name(text).map(drop), login_name(text).ok());
        check("email_login", text, || email_login(text).map(drop), email_login(text).ok());
    }
}

/// A result that is the same as the input is the input.
#[test]
fn unchanged_text_is_borrowed() {
    for text in &texts() {
        if Profile::OpaqueString.enforce(text).as_deref() == Ok(text) {
            assert!(matches!(Profile::OpaqueString.enforce(text), Ok(Cow::Borrowed(_))), "{text:?}");
        }
        if saslprep(text, Unassigned::Reject).as_deref() == Ok(text) {
            assert!(matches!(saslprep(text, Unassigned::Reject), Ok(Cow::Borrowed(_))), "{text:?}");
        }
    }
    assert!(matches!(Profile::OpaqueString.enforce("हिन्दी\u{93C}漢字"), Ok(Cow::Borrowed(_))));
}
