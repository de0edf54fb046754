//! The folder that accounts are kept in. What is in it is for its owner alone.
use super::error::StoreError;
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// `--data DIR`.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

/// Which file it is that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Folder {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join("accounts.sqlite")
    }

    pub(super) fn secret(&self) -> PathBuf {
        self.0.join("directory.secret")
    }

    /// Make the folder and an empty database in it, if they are not there.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        let in_vain = |error: io::Error| match error.kind() {
            io::ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::Unusable(format!("{}: {error}", self.0.display())),
        };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0).map_err(in_vain)?;
        // Made here and not by SQLite, for its mode; the files beside it take theirs from it.
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.database()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(in_vain(error)),
            _ => Ok(()),
        }
    }

    /// The database that is there now.
    pub(super) fn identity(&self) -> Result<Identity, StoreError> {
        match fs::metadata(self.database()) {
            Ok(metadata) => Ok(Identity { device: metadata.dev(), inode: metadata.ino() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing(self.0.clone())),
            Err(error) => Err(error.into()),
        }
    }

    /// Keep other processes from making or changing tables until this is dropped. It waits for them.
    pub(super) fn lock(&self) -> Result<File, StoreError> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(self.0.join("lock"))?;
        file.lock()?;
        Ok(file)
    }
}
