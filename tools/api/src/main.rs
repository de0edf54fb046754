//! The public API of each library of the workspace, with all its features.
//!
//! ```text
//! cargo run -p api                compare with .ci/api/CRATE.txt, with the last release, with .ci/api/foreign.txt
//! cargo run -p api -- --write     write .ci/api/CRATE.txt anew, then compare the rest
//! ```
//!
//! `--root DIR` selects another workspace, for tests. The exit code is 1 if something differs and 2 if the check
//! could not run.

mod foreign;
mod listing;
mod release;
mod snapshot;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

/// An error of the check itself, as text.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match arguments().and_then(|(root, write)| run(root, write)) {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults {
                eprintln!("api: {fault}");
            }
            ExitCode::from(1)
        }
        Err(failure) => {
            eprintln!("api: {failure}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<(PathBuf, bool), Failure> {
    let (mut root, mut write) = (PathBuf::from("."), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => write = true,
            "--root" => root = arguments.next().ok_or("--root needs a folder")?.into(),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    Ok((root, write))
}

fn run(root: PathBuf, write: bool) -> Result<Vec<String>, Failure> {
    let workspace = workspace::Workspace::read(root)?;
    let listings = listing::all(&workspace)?;
    let mut faults = snapshot::compare(&workspace, &listings, write)?;
    faults.extend(foreign::compare(&workspace, &listings)?);
    faults.extend(release::compare(&workspace, &listings)?);
    Ok(faults)
}
