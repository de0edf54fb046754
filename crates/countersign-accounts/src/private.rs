//! Folders and files that only their owner can access, whatever the umask.
use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};
use tempfile::TempDir;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
/// The permissions of others.
const OTHERS: u32 = 0o077;

/// Creates a folder, which must not exist.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(FOLDER).create(path)?;
    // The umask may have removed permissions of the owner.
    fs::set_permissions(path, Permissions::from_mode(FOLDER))
}

/// Creates a folder for temporary files. It is removed with its content when dropped.
pub fn temporary_folder() -> io::Result<TempDir> {
    let owner = Permissions::from_mode(FOLDER);
    let folder = tempfile::Builder::new().prefix("countersign-").permissions(owner.clone()).tempdir()?;
    fs::set_permissions(folder.path(), owner)?;
    Ok(folder)
}

/// Writes a file, which must not exist.
pub fn write(path: &Path, octets: impl AsRef<[u8]>) -> io::Result<()> {
    open(path, OpenOptions::new().write(true).create_new(true))?.write_all(octets.as_ref())
}

/// Opens a file for writing; a new file is accessible only to its owner.
pub fn open(path: &Path, how: &mut OpenOptions) -> io::Result<File> {
    let was_there = path.exists();
    let file = how.mode(FILE).open(path)?;
    if !was_there {
        file.set_permissions(Permissions::from_mode(FILE))?;
    }
    Ok(file)
}

/// Returns whether others than the owner have any permission; false if the file does not exist.
pub fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & OTHERS != 0)
}

/// Removes the permissions of others from a file.
pub fn close(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(FILE))
}
