//! Our own programs, as cargo builds them.
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The program `countersign` of this workspace with these features, copied to here: the next build, with others, puts
/// itself in its place.
pub(crate) fn countersign(features: &str, to: &Path) -> Result<PathBuf, String> {
    build(&["-p", "countersign-cli", "--features", features], "countersign", to)
}

/// An example of this workspace.
pub(crate) fn example(name: &str, to: &Path) -> Result<PathBuf, String> {
    build(&["-p", "examples", "--example", name], name, to)
}

fn build(what: &[&str], name: &str, to: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // What `cargo run` says of this package would make build scripts of others run anew.
    let about_us =
        |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(about_us)) {
        command.env_remove(name);
    }
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let output = command
        .args(["build", "--profile", profile, "--message-format=json-render-diagnostics"])
        .args(what)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
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
