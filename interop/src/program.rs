//! Our own programs, as cargo builds them.
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The program `countersign` as `cargo build --release` makes it, copied to here: the next build, with other features, puts
/// itself in its place.
pub(crate) fn countersign(to: &Path) -> Result<PathBuf, String> {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    build(profile, &["--bin", "countersign"], "countersign", to)
}

/// The same with these features. What `.ci/run` has built before for the tests need not be built anew.
pub(crate) fn countersign_with(features: &str, to: &Path) -> Result<PathBuf, String> {
    build("dev", &["-p", "countersign-cli", "--features", features], "countersign", to)
}

/// An example of this workspace, as `.ci/run` has tested it.
pub(crate) fn example(name: &str, to: &Path) -> Result<PathBuf, String> {
    build("dev", &["-p", "examples", "--example", name], name, to)
}

fn build(profile: &str, what: &[&str], name: &str, to: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // What `cargo run` says of this package would make build scripts of others run anew.
    let about_us =
        |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(about_us)) {
        command.env_remove(name);
    }
    let output = command
        .args(["build", "--profile", profile, "--message-format=json-render-diagnostics"])
        .args(what)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    let program = programs.find(|program| program.ends_with(name)).filter(|_| output.status.success());
    let program = program.ok_or_else(|| format!("{name} does not build"))?;
    std::fs::copy(&program, to).map_err(|error| format!("{}: {error}", program.display()))?;
    Ok(to.to_owned())
}
