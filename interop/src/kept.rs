//! The stored results of a complete run: the matrix and its line in the README.
use crate::{
    matrix::{self, Matrix},
    say,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The markers around the line in the README.
const BEGIN: &str = "<!-- interop: written by a whole run -->\n";
const END: &str = "\n<!-- /interop -->";

/// Writes both, or checks whether they equal the stored ones.
pub(crate) fn keep(matrix: &Matrix, check: bool) -> Result<bool, String> {
    let readme = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md"));
    let line = with_line(&read(&readme)?, &matrix.summary())?;
    let mut good = true;
    for (name, file, text) in
        [("interop/MATRIX.md", matrix::file(), matrix.text()), ("README.md's line of it", readme, line)]
    {
        if !check {
            fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
        } else if read(&file)? != text {
            good = false;
            say(&format!(
                "{name} is not what this run has found; run without --check, and look at the difference"
            ));
        }
    }
    Ok(good)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Returns the README with this line in its place.
fn with_line(readme: &str, line: &str) -> Result<String, String> {
    let (before, rest) = readme.split_once(BEGIN).ok_or("README.md has no place for the line of this run")?;
    let (_, after) = rest.split_once(END).ok_or("README.md has no end of the line of this run")?;
    Ok(format!("{before}{BEGIN}{line}{END}{after}"))
}
