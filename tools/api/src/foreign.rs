//! Types of other crates in the public API: a new major version of such a crate requires one of ours, so each
//! needs a reason.

use crate::Failure;
use crate::listing::Listing;
use crate::workspace::Workspace;
use serde_json::Value;
use std::collections::BTreeSet;

const LIST: &str = ".ci/api/foreign.txt";
const OF_RUST: [&str; 4] = ["core", "alloc", "std", "proc_macro"];

/// Collects the paths of other crates' items in a rustdoc item.
pub(crate) fn collect(json: &Value, inner: &Value, found: &mut BTreeSet<String>) {
    match inner {
        Value::Object(fields) => {
            // A path to a type or trait has `path`, a re-export has `source`.
            for text in ["path", "source"] {
                if let Some(written) = fields.get(text).and_then(Value::as_str) {
                    found.extend(full(json, written, fields.get("id")));
                }
            }
            fields.values().for_each(|value| collect(json, value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(json, value, found)),
        _ => {}
    }
}

/// Returns the full path of an item that another crate defines.
fn full(json: &Value, written: &str, id: Option<&Value>) -> Option<String> {
    let summary = &json["paths"][id.map(Value::to_string).unwrap_or_default()];
    if summary["crate_id"] == 0 {
        return None;
    }
    let Some(parts) = summary["path"].as_array() else {
        // Not in the table: a local item, unless a foreign module is re-exported.
        let first = written.split("::").next().unwrap_or_default();
        let other = json["external_crates"].as_object()?.values().any(|known| known["name"] == first);
        return (other && !OF_RUST.contains(&first)).then(|| written.to_owned());
    };
    let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
    (!OF_RUST.contains(parts.first()?)).then(|| parts.join("::"))
}

/// Reports the types that are missing in the list, and the entries of the list that are unused.
pub(crate) fn compare(workspace: &Workspace, listings: &[Listing]) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(workspace.root.join(LIST)).unwrap_or_default();
    let mut allowed = BTreeSet::new();
    let mut faults = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (Some(library), Some(path), Some(_)) = (words.next(), words.next(), words.next()) else {
            faults.push(format!("{LIST}: a line is a library, a path and the reason, and not `{line}`"));
            continue;
        };
        allowed.insert((library.to_owned(), path.to_owned()));
    }
    let family: BTreeSet<String> = workspace.libraries.iter().map(|name| name.replace('-', "_")).collect();
    let mut seen = BTreeSet::new();
    for listing in listings {
        for path in &listing.foreign {
            let of = path.split("::").next().unwrap_or_default();
            if !family.contains(of) {
                seen.insert((listing.library.clone(), path.clone()));
            }
        }
    }
    for (library, path) in seen.difference(&allowed) {
        faults.push(format!("{path} is in the public API of {library}; if it has to be, {LIST} says why"));
    }
    for (library, path) in allowed.difference(&seen) {
        faults.push(format!("{LIST}: {path} is not in the public API of {library}"));
    }
    Ok(faults)
}
