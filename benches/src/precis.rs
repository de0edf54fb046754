//! `precis-normalize` against `precis-profiles`, `stringprep` and `unicode-normalization`.

mod linear;
mod size;

use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use precis_core::profile::PrecisFastInvocation;
use precis_normalize::{Profile, Unassigned, saslprep};
use std::hint::black_box;

const ASCII: &str = "alice.example-42";
const CJK: &str = "漢字使用者名前";
const ARABIC: &str = "مستخدمالعربي";
/// Composed letters, some of which are mapped.
const LATIN: &str = "ÀlÉxÎs-Ünïcödé";
/// A text for SASLprep, which maps no case: with a soft hyphen and an ordinal indicator.
const LATIN_SASLPREP: &str = "Àlé\u{AD}xîs-Ünï\u{AA}";
const NFD: &str = "a\u{300}le\u{301}xi\u{302}s-u\u{308}ni\u{308}co\u{308}de\u{301}";

/// Returns all rows of the subject.
pub fn rows() -> Vec<Row> {
    let user = Profile::UsernameCaseMapped;
    let opaque = Profile::OpaqueString;
    let nickname = Profile::Nickname;
    let mut rows = vec![
        precis("ASCII of 16 characters, UsernameCaseMapped", 20.0, user, ASCII),
        precis("ASCII of 16 characters, OpaqueString", 20.0, opaque, ASCII),
        precis("ASCII of 16 characters, Nickname", 20.0, nickname, ASCII),
        precis("CJK in NFC, UsernameCaseMapped", 10.0, user, CJK),
        precis("CJK in NFC, OpaqueString", 10.0, opaque, CJK),
        precis("CJK in NFC, Nickname", 10.0, nickname, CJK),
        precis("Arabic in NFC, UsernameCaseMapped", 10.0, user, ARABIC),
        precis("Arabic in NFC, OpaqueString", 10.0, opaque, ARABIC),
        precis("Arabic in NFC, Nickname", 10.0, nickname, ARABIC),
        precis("Latin that changes, UsernameCaseMapped", 3.0, user, LATIN),
        precis("NFD, UsernameCaseMapped", 3.0, user, NFD),
        precis("NFD, OpaqueString", 3.0, opaque, NFD),
        precis("NFD, Nickname", 3.0, nickname, NFD),
        stringprep("ASCII of 16 characters, SASLprep", 1.0, ASCII),
        stringprep("CJK in NFC, SASLprep", 10.0, CJK),
        stringprep("Arabic in NFC, SASLprep", 10.0, ARABIC),
        stringprep("Latin that changes, SASLprep", 3.0, LATIN_SASLPREP),
        stringprep("NFD, SASLprep", 3.0, NFD),
    ];
    rows.extend(linear::rows());
    rows.push(size::row());
    rows
}

/// Measures how many times faster than `precis-profiles`.
fn precis(what: &str, target: f64, profile: Profile, text: &str) -> Row {
    let peer = |text: &str| {
        let result = match profile {
            Profile::UsernameCaseMapped => precis_profiles::UsernameCaseMapped::enforce(text),
            Profile::OpaqueString => precis_profiles::OpaqueString::enforce(text),
            _ => precis_profiles::Nickname::enforce(text),
        };
        result.ok().map(|text| text.into_owned())
    };
    let ours = profile.enforce(text).ok().map(|text| text.into_owned());
    let same = ours.is_some() && ours == peer(text);
    let measured = same.then(|| {
        let ours = Candidate::new(|| drop(black_box(profile.enforce(black_box(text)))));
        let theirs = match profile {
            Profile::UsernameCaseMapped => Candidate::new(|| {
                drop(black_box(precis_profiles::UsernameCaseMapped::enforce(black_box(text))));
            }),
            Profile::OpaqueString => {
                Candidate::new(|| drop(black_box(precis_profiles::OpaqueString::enforce(black_box(text)))))
            }
            _ => Candidate::new(|| drop(black_box(precis_profiles::Nickname::enforce(black_box(text))))),
        };
        speedup(ours, theirs)
    });
    Row {
        what: format!("{what}, against precis-profiles"),
        target: Target::AtLeast(target),
        measured,
        unit: "x",
    }
}

/// Measures how many times faster than `stringprep`.
fn stringprep(what: &str, target: f64, text: &str) -> Row {
    let ours = saslprep(text, Unassigned::Reject).ok();
    let same = ours.is_some() && ours == stringprep::saslprep(text).ok();
    let measured = same.then(|| {
        let ours = Candidate::new(|| drop(black_box(saslprep(black_box(text), Unassigned::Reject))));
        let theirs = Candidate::new(|| drop(black_box(stringprep::saslprep(black_box(text)))));
        speedup(ours, theirs)
    });
    Row { what: format!("{what}, against stringprep"), target: Target::AtLeast(target), measured, unit: "x" }
}

fn speedup(ours: Candidate<'_>, theirs: Candidate<'_>) -> Estimate {
    let times = rounds([ours, theirs]);
    if std::env::var_os("BENCH_TIMES").is_some() {
        let nanoseconds =
            |number: usize| Estimate::of(times.iter().map(|t| t[number] * 1e9).collect()).median;
        eprintln!("ours {:.0} ns, theirs {:.0} ns", nanoseconds(0), nanoseconds(1));
    }
    Estimate::of(times.into_iter().map(|[ours, theirs]| theirs / ours).collect())
}
