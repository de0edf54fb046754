//! The size that the crate adds to a release program.

use crate::measure::Estimate;
use crate::table::{Row, Target};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the kilobytes (1000 bytes) that the crate adds to an empty program.
pub fn row() -> Row {
    let measured = added().map(|bytes| Estimate::exact(bytes as f64 / 1000.0));
    Row {
        what: "size added to an empty program, fat LTO".to_owned(),
        target: Target::AtMost(180.0),
        measured,
        unit: " kB",
    }
}

const EMPTY: &str = "fn main() { println!(\"{}\", std::env::args().count()); }";

const USER: &str = "use precis_normalize::*;
fn main() {
    let text = std::env::args().nth(1).unwrap_or_default();
    for profile in
        [Profile::UsernameCaseMapped, Profile::UsernameCasePreserved, Profile::OpaqueString, Profile::Nickname]
    {
        for result in [profile.enforce(&text), profile.comparison_key(&text)] {
            match result {
                Ok(text) => println!(\"{text}\"),
                Err(error) => println!(\"{error}\"),
            }
        }
    }
    if let Ok(text) = saslprep(&text, Unassigned::Reject) {
        println!(\"{text}\");
    }
}";

fn added() -> Option<u64> {
    let dir = std::env::temp_dir().join(format!("precis-size-{}", std::process::id()));
    let library =
        fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/precis-normalize")).ok()?;
    let lock = fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).ok()?;
    let dependency = format!("precis-normalize = {{ path = {library:?} }}");
    let empty = build(&dir.join("empty"), &lock, "", EMPTY);
    let user = build(&dir.join("user"), &lock, &dependency, USER);
    let added = empty.zip(user).and_then(|(empty, user)| user.checked_sub(empty));
    let _ = fs::remove_dir_all(&dir);
    added
}

/// Builds a program offline and returns the length of its file.
fn build(dir: &Path, lock: &Path, dependency: &str, main: &str) -> Option<u64> {
    fs::create_dir_all(dir.join("src")).ok()?;
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\n\
         [profile.release]\nlto = \"fat\"\ncodegen-units = 1\npanic = \"abort\"\nstrip = true\n\n[workspace]\n"
    );
    fs::write(dir.join("Cargo.toml"), manifest).ok()?;
    fs::write(dir.join("src/main.rs"), main).ok()?;
    // The versions of this workspace, which are already downloaded.
    fs::copy(lock, dir.join("Cargo.lock")).ok()?;
    let target: PathBuf = dir.join("target");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--offline", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(dir)
        .status()
        .ok()?;
    let program = target.join("release").join(format!("program{}", std::env::consts::EXE_SUFFIX));
    if status.success() { fs::metadata(program).ok().map(|file| file.len()) } else { None }
}
