//! Comparison of the API with its snapshot in the repository.

use crate::Failure;
use crate::listing::Listing;
use crate::workspace::Workspace;
use std::collections::BTreeSet;

/// Reports differences, after an update of the snapshots if requested.
pub(crate) fn compare(
    workspace: &Workspace,
    listings: &[Listing],
    write: bool,
) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    for listing in listings {
        let name = Workspace::snapshot(&listing.library);
        let path = workspace.root.join(&name);
        let now = format!("{}\n", listing.lines.join("\n"));
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if now == before {
            continue;
        }
        let told = told(&difference(&before, &now));
        if write {
            std::fs::write(&path, &now)?;
            eprintln!("{name} is updated\n{told}");
        } else {
            faults.push(format!(
                "the public API of {} is not what {name} says\n{told}\n\
                 If it is meant to be so: `cargo run -p api -- --write`, and read what changes in the diff.",
                listing.library
            ));
        }
    }
    Ok(faults)
}

/// Lines of one text that are missing in the other.
pub(crate) struct Difference {
    pub(crate) gone: Vec<String>,
    pub(crate) new: Vec<String>,
}

pub(crate) fn difference(before: &str, now: &str) -> Difference {
    let of = |one: &str, other: &str| {
        let other: BTreeSet<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(str::to_owned).collect()
    };
    Difference { gone: of(before, now), new: of(now, before) }
}

/// Formats the difference.
pub(crate) fn told(difference: &Difference) -> String {
    let gone = difference.gone.iter().map(|line| format!("    -{line}"));
    let new = difference.new.iter().map(|line| format!("    +{line}"));
    let lines: Vec<String> = gone.chain(new).collect();
    if lines.is_empty() { "    (the order of lines)".into() } else { lines.join("\n") }
}
