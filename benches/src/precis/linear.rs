//! Checks that the time is linear in the length of the input, for adversarial inputs.

use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use precis_normalize::{Profile, Unassigned, saslprep};
use std::hint::black_box;
use unicode_normalization::UnicodeNormalization as _;

const SMALL: usize = 1 << 10;
const LARGE: usize = 1 << 20;

/// The operation on the input.
#[derive(Clone, Copy)]
enum Task {
    Opaque,
    User,
    Nickname,
    SaslPrep,
}

/// A prefix and a repeated text, and the operation that they are adversarial for.
const PATTERNS: [(&str, Task, &str, &str); 13] = [
    ("middle dots", Task::Opaque, "l", "·l"),
    ("katakana middle dots", Task::Opaque, "ア", "・"),
    ("joiners after viramas", Task::Opaque, "क", "\u{94D}\u{200D}"),
    ("non-joiners between transparent marks", Task::User, "ب", "\u{64B}\u{64B}\u{200C}\u{64B}ب"),
    ("transparent marks without end", Task::Opaque, "ب\u{200C}", "\u{64B}"),
    ("Arabic digits", Task::User, "ب", "\u{660}"),
    ("marks of one class", Task::Opaque, "a", "\u{301}"),
    ("marks of two classes in the wrong order", Task::Opaque, "a", "\u{301}\u{327}"),
    ("conjoining jamo", Task::Opaque, "", "\u{1112}\u{1161}\u{11AB}"),
    ("spaces", Task::Nickname, "a", "   a"),
    ("the largest compatibility decomposition", Task::Nickname, "a", "\u{FDFA}"),
    ("spacing marks that decompose to spaces", Task::Nickname, "a", "\u{A8} "),
    ("soft hyphens", Task::SaslPrep, "a", "\u{AD}\u{301}"),
];

/// Marks of many combining classes, the highest first.
const CLASSES: &str = "\u{345}\u{35D}\u{35C}\u{301}\u{1DF6}\u{302A}\u{59A}\u{302C}\u{323}\u{31B}\u{327}\u{1DD0}\u{F74}\u{F72}\u{F71}\u{EC8}\u{EB8}\u{E48}\u{E38}\u{C56}\u{C55}\u{711}\u{670}\u{652}\u{651}\u{650}\u{64F}\u{64E}\u{64D}\u{64C}\u{64B}\u{FB1E}\u{5C2}\u{5C1}\u{5BF}\u{5BC}\u{5BB}\u{5B9}\u{5B8}\u{5B7}\u{5B6}\u{5B5}\u{5B4}\u{5B3}\u{5B2}\u{5B1}\u{5B0}\u{94D}\u{93C}\u{334}";

/// Returns two rows for each pattern.
pub fn rows() -> Vec<Row> {
    let classes = ("marks of fifty classes in the wrong order", Task::Opaque, "a", CLASSES);
    PATTERNS.into_iter().chain([classes]).flat_map(pattern).collect()
}

fn pattern((what, task, first, repeated): (&str, Task, &str, &str)) -> [Row; 2] {
    let text = |length: usize| first.to_owned() + &repeated.repeat(length / repeated.len());
    let (small, large) = (text(SMALL), text(LARGE));
    let times = rounds([
        Candidate::new(|| run(task, &small)),
        Candidate::new(|| run(task, &large)),
        Candidate::new(|| peer(task, &large)),
    ]);
    let growth = times
        .iter()
        .map(|[short, long, _]| (long / large.len() as f64) / (short / small.len() as f64))
        .collect();
    let against = times.iter().map(|[_, long, peer]| long / peer).collect();
    [
        Row {
            what: format!("time per byte at 1 MB to 1 KB, {what}"),
            target: Target::AtMost(1.5),
            measured: Some(Estimate::of(growth)),
            unit: "x",
        },
        Row {
            what: format!("time to that of unicode-normalization, {what}"),
            target: Target::AtMost(3.0),
            measured: Some(Estimate::of(against)),
            unit: "x",
        },
    ]
}

fn run(task: Task, text: &str) {
    let text = black_box(text);
    let result = match task {
        Task::Opaque => Profile::OpaqueString.enforce(text),
        Task::User => Profile::UsernameCaseMapped.enforce(text),
        Task::Nickname => Profile::Nickname.enforce(text),
        Task::SaslPrep => saslprep(text, Unassigned::Reject),
    };
    drop(black_box(result));
}

fn peer(task: Task, text: &str) {
    let text = black_box(text);
    let result: String = match task {
        Task::Opaque | Task::User => text.nfc().collect(),
        Task::Nickname | Task::SaslPrep => text.nfkc().collect(),
    };
    drop(black_box(result));
}
