//! Our own programs, built with cargo.
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Builds `countersign` with `cargo build --release` and copies it, because the next build, with other features,
/// replaces it.
pub(crate) fn countersign(to: &Path) -> Result<PathBuf, String> {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    build(profile, &["--bin", "countersign"], "countersign", to)
}

/// Builds it with these features. A build of `.ci/run` for the tests is reused.
pub(crate) fn countersign_with(features: &str, to: &Path) -> Result<PathBuf, String> {
    build("dev", &["-p", "countersign-cli", "--features", features], "countersign", to)
}

/// Returns an example of this workspace, as tested by `.ci/run`.
pub(crate) fn example(name: &str, to: &Path) -> Result<PathBuf, String> {
    build("dev", &["-p", "examples", "--example", name], name, to)
}

fn build(profile: &str, what: &[&str], name: &str, to: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // The variables that `cargo run` sets for this package would rerun build scripts of others.
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
