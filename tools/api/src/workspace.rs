//! The libraries of the workspace and the paths of their files.

use crate::Failure;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Libraries that others should not depend on.
const NOT_PROMISED: [&str; 2] = ["countersign-server", "sasl-testkit"];

pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// The names of the packages, in order.
    pub(crate) libraries: Vec<String>,
    /// The common version of all libraries.
    pub(crate) version: String,
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn read(root: PathBuf) -> Result<Self, Failure> {
        let root = root.canonicalize()?;
        let text = output(
            Command::new("cargo").args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(&root),
        )?;
        let metadata: Value = serde_json::from_str(&text)?;
        let mut libraries = Vec::new();
        let mut versions = Vec::new();
        for package in metadata["packages"].as_array().into_iter().flatten() {
            let name = package["name"].as_str().unwrap_or_default();
            if is_library(package, &root.join("crates")) && !NOT_PROMISED.contains(&name) {
                libraries.push(name.to_owned());
                versions.push(package["version"].as_str().unwrap_or_default().to_owned());
            }
        }
        libraries.sort();
        versions.dedup();
        let [version] = versions.as_slice() else {
            return Err(format!("the libraries have one version, and not {versions:?}").into());
        };
        let target = metadata["target_directory"].as_str().ok_or("no target folder")?.into();
        Ok(Self { root, libraries, version: version.clone(), target })
    }

    /// Returns the path of a snapshot, relative to the root.
    pub(crate) fn snapshot(library: &str) -> String {
        format!(".ci/api/{library}.txt")
    }
}

fn is_library(package: &Value, inside: &Path) -> bool {
    let here = package["manifest_path"].as_str().is_some_and(|path| Path::new(path).starts_with(inside));
    let kinds =
        package["targets"].as_array().into_iter().flatten().flat_map(|target| target["kind"].as_array());
    here && kinds.flatten().any(|kind| kind == "lib")
}

/// Returns the output of a command if it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let done = command.output()?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(format!("{} has failed:\n{said}", command.get_program().display()).into());
    }
    Ok(String::from_utf8(done.stdout)?)
}
