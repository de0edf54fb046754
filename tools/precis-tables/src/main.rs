//! Writes the tables of `precis-normalize`, or with `--check` compares them with the generated ones.
//!
//! The properties, the normalization data and the case mappings come from `icu_properties`,
//! `icu_normalizer` and `icu_casemap` 2.4, which carry Unicode 18.0. The tables of RFC 3454 come from
//! `stringprep`, except for its bidirectional tables (see `rfc3454`).

mod class;
mod composition;
mod decomposition;
mod property;
mod rfc3454;
mod trie;
mod width;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

/// Returns every code point that a `char` can hold.
pub(crate) fn scalars() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

fn main() -> ExitCode {
    let check = match std::env::args().nth(1).as_deref() {
        None => false,
        Some("--check") => true,
        Some(other) => {
            eprintln!("unknown argument {other}; the only one is --check");
            return ExitCode::from(2);
        }
    };
    let dir = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/precis-normalize/src/tables"));
    let files = [
        ("class.rs", class::render()),
        ("decomposition.rs", decomposition::render()),
        ("composition.rs", composition::render()),
        ("width.rs", width::render()),
        ("rfc3454.rs", rfc3454::render()),
    ];
    let mut stale = false;
    for (name, text) in files {
        let path = dir.join(name);
        if check {
            if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                eprintln!("{name} differs from what the generator writes");
                stale = true;
            }
        } else if let Err(error) = std::fs::write(&path, text) {
            eprintln!("{name} could not be written: {error}");
            return ExitCode::from(2);
        }
    }
    if stale { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
