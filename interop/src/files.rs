//! Files for other programs.
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

/// Writes a file that only its owner can read, as some clients require for their configuration.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::write(path, text).map_err(failed)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(failed)
}
