//! The public API of a library as rustdoc reports it: lines, and types of other crates.

use crate::Failure;
use crate::workspace::{Workspace, output};
use public_api::{Builder, PublicItem};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// The format version of rustdoc's JSON, which the version of `public-api` must support.
const FORMAT: u64 = 57;

pub(crate) struct Listing {
    pub(crate) library: String,
    /// The lines in the order of the modules.
    pub(crate) lines: Vec<String>,
    /// Paths of types, traits and modules of crates other than `core`, `alloc` and `std`.
    pub(crate) foreign: BTreeSet<String>,
}

pub(crate) fn all(workspace: &Workspace) -> Result<Vec<Listing>, Failure> {
    let mut command = Command::new("cargo");
    command.args(["doc", "-q", "--no-deps", "--lib", "--all-features", "--locked"]);
    for library in &workspace.libraries {
        command.args(["-p", library]);
    }
    command.env("RUSTDOC", concat!(env!("CARGO_MANIFEST_DIR"), "/rustdoc"));
    command.env("RUSTDOCFLAGS", "-Z unstable-options --output-format json");
    output(command.current_dir(&workspace.root))?;
    workspace.libraries.iter().map(|library| read(workspace, library)).collect()
}

fn read(workspace: &Workspace, library: &str) -> Result<Listing, Failure> {
    let path = workspace.target.join("doc").join(format!("{}.json", library.replace('-', "_")));
    let json: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    if json["format_version"] != FORMAT {
        let format = &json["format_version"];
        return Err(format!(
            "this Rust's rustdoc writes format {format}, and public-api reads {FORMAT}: \
             take a version of it that reads {format} (Cargo.toml), and change FORMAT in tools/api/src/listing.rs"
        )
        .into());
    }
    let api = Builder::from_rustdoc_json(path).omit_blanket_impls(true).build()?;
    let shown: Vec<&PublicItem> = api.items().filter(|item| is_told(&json, item)).collect();
    let mut foreign = BTreeSet::new();
    for item in &shown {
        let inner = &json["index"][item.id().0.to_string()]["inner"];
        crate::foreign::collect(&json, inner, &mut foreign);
        // The fields of `Name(A, B)` are on the line of their owner.
        for owner in ["variant", "struct"] {
            for field in inner[owner]["kind"]["tuple"].as_array().into_iter().flatten() {
                crate::foreign::collect(&json, &json["index"][field.to_string()]["inner"], &mut foreign);
            }
        }
    }
    // An implementation of a trait is listed with the type and with the trait.
    let mut told = BTreeSet::new();
    let mut lines: Vec<String> = shown.iter().map(|item| line(&json, item)).collect();
    lines.retain(|line| told.insert(line.clone()));
    Ok(Listing { library: library.to_owned(), lines, foreign })
}

/// Returns the line of `public-api` with two additions: the target of a re-export, and whether a trait's method
/// has a default.
fn line(json: &Value, item: &PublicItem) -> String {
    let inner = &json["index"][item.id().0.to_string()]["inner"];
    let parent = item.parent_id().map(|id| &json["index"][id.0.to_string()]["inner"]);
    let of_a_trait = parent.is_some_and(|parent| parent.get("trait").is_some());
    match inner["use"]["source"].as_str() {
        Some(source) => format!("{item} = {source}"),
        None if of_a_trait && inner["function"]["has_body"] == true => format!("{item} {{ .. }}"),
        None => item.to_string(),
    }
}

/// Internal traits of the compiler, which change with its versions.
const NOBODYS: [&str; 3] = ["Freeze", "UnsafeUnpin", "StructuralPartialEq"];

/// Returns whether an item is listed. The methods of a trait's implementation belong to the trait. Unconditional
/// auto traits are omitted as well, because only their absence for a type matters.
fn is_told(json: &Value, item: &PublicItem) -> bool {
    let inner = &json["index"][item.id().0.to_string()]["inner"];
    let of = inner["impl"]["trait"]["path"].as_str().and_then(|path| path.rsplit("::").next());
    if of.is_some_and(|name| NOBODYS.contains(&name)) {
        return false;
    }
    if inner["impl"]["is_synthetic"] == true {
        let text = item.to_string();
        return inner["impl"]["is_negative"] == true || text.contains(" where ");
    }
    let parent = item.parent_id().map(|id| &json["index"][id.0.to_string()]["inner"]["impl"]["trait"]);
    let of_a_trait = parent.is_some_and(Value::is_object);
    !(of_a_trait && inner.get("function").is_some())
}
