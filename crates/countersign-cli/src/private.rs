//! Folders and files for their owner alone, whatever the umask.
use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};
use tempfile::TempDir;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
/// What is for others.
const OTHERS: u32 = 0o077;

/// Make a folder, which must not be there.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(FOLDER).create(path)?;
    // A umask may have taken something from the owner, too.
    fs::set_permissions(path, Permissions::from_mode(FOLDER))
}

/// Make a folder for temporary files. It is removed with all that is in it.
pub(crate) fn temporary_folder() -> io::Result<TempDir> {
    let owner = Permissions::from_mode(FOLDER);
    let folder = tempfile::Builder::new().prefix("countersign-").permissions(owner.clone()).tempdir()?;
    fs::set_permissions(folder.path(), owner)?;
    Ok(folder)
}

/// Write a file, which must not be there.
pub(crate) fn write(path: &Path, octets: impl AsRef<[u8]>) -> io::Result<()> {
    open(path, OpenOptions::new().write(true).create_new(true))?.write_all(octets.as_ref())
}

/// Open a file for writing, which is for its owner alone if it is made here.
pub(crate) fn open(path: &Path, how: &mut OpenOptions) -> io::Result<File> {
    let was_there = path.exists();
    let file = how.mode(FILE).open(path)?;
    if !was_there {
        file.set_permissions(Permissions::from_mode(FILE))?;
    }
    Ok(file)
}

/// Whether others than the owner may do anything with it; not, if it is not there.
pub(crate) fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & OTHERS != 0)
}

/// From here on a file is for its owner alone.
pub(crate) fn close(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(FILE))
}
