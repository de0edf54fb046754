//! The directory's secret: made once, for as long as there are accounts.
use super::{error::StoreError, folder::Folder};
use crate::private;
use countersign::{DirectorySecret, entropy};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Read it; make it, if there is none. It is there whole or not at all, and whoever comes second takes the first's.
pub(super) fn secret(folder: &Folder) -> Result<DirectorySecret, StoreError> {
    match read(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unusable(folder, &error)),
        Ok(secret) => return Ok(secret),
    }
    match make(folder) {
        Err(error) if error.kind() == io::ErrorKind::StorageFull => Err(StoreError::Full),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unusable(folder, &error)),
        _ => read(folder).map_err(|error| unusable(folder, &error)),
    }
}

fn unusable(folder: &Folder, error: &io::Error) -> StoreError {
    StoreError::Unusable(format!("{}: {error}", folder.secret().display()))
}

fn read(folder: &Folder) -> io::Result<DirectorySecret> {
    let mut file = File::open(folder.secret())?;
    let mut octets = Zeroizing::new([0; 32]);
    file.read_exact(octets.as_mut_slice())?;
    if file.read(&mut [0])? > 0 {
        return Err(io::Error::other("it is longer than 32 octets"));
    }
    Ok(DirectorySecret::new(*octets))
}

fn make(folder: &Folder) -> io::Result<()> {
    let octets = Zeroizing::new(entropy().map_err(io::Error::other)?.into_octets());
    let draft = draft(folder);
    let written = write(&draft, &octets)
        // A link, and no rename: it fails where there is one already.
        .and_then(|()| fs::hard_link(&draft, folder.secret()))
        .and_then(|()| File::open(folder.path())?.sync_all());
    // What is left of a failure is a draft; there may be none.
    let _ = fs::remove_file(&draft);
    written
}

fn draft(folder: &Folder) -> PathBuf {
    folder.path().join(format!(".secret-{}", std::process::id()))
}

fn write(draft: &Path, octets: &[u8; 32]) -> io::Result<()> {
    let mut file = private::open(draft, OpenOptions::new().write(true).create(true).truncate(true))?;
    file.write_all(octets)?;
    file.sync_all()
}

/// Its octets, which are there.
pub(super) fn octets(folder: &Folder) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    fs::read(folder.secret()).map(Zeroizing::new).map_err(|error| unusable(folder, &error))
}

/// Another one takes its place: of a directory that has no accounts yet.
pub(super) fn replace(folder: &Folder, octets: &[u8; 32]) -> Result<(), StoreError> {
    let draft = draft(folder);
    let written = write(&draft, octets)
        .and_then(|()| fs::rename(&draft, folder.secret()))
        .and_then(|()| File::open(folder.path())?.sync_all());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull => StoreError::Full,
        _ => unusable(folder, &error),
    })
}
