//! The directory's secret, created once for as long as there are accounts.
use super::{error::StoreError, folder::Folder};
use crate::private;
use countersign::{DirectorySecret, entropy};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Reads the secret; creates it if there is none. Creation is atomic, and a second creator takes the first one's.
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
        // A link, not a rename: it fails if the file exists.
        .and_then(|()| fs::hard_link(&draft, folder.secret()))
        .and_then(|()| File::open(folder.path())?.sync_all());
    // A failure may leave a draft.
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

/// Reads its octets, which have to exist.
pub(super) fn octets(folder: &Folder) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    fs::read(folder.secret()).map(Zeroizing::new).map_err(|error| unusable(folder, &error))
}

/// Replaces the secret of a directory without accounts.
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
