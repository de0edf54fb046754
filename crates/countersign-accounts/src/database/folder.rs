//! The folder of the accounts. Its files are private to their owner.
use super::error::StoreError;
use crate::private;
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _},
    path::{Path, PathBuf},
};

/// `--data DIR`.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// The identity of the file that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Folder {
    /// Names a folder. Nothing is read or made.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join("accounts.sqlite")
    }

    pub(super) fn secret(&self) -> PathBuf {
        self.0.join("directory.secret")
    }

    /// Creates the folder and an empty database if they are missing.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        let in_vain = |error: io::Error| match error.kind() {
            io::ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::Unusable(format!("{}: {error}", self.0.display())),
        };
        if !self.0.exists() {
            let above = self.0.parent().unwrap_or(&self.0);
            DirBuilder::new().recursive(true).mode(0o700).create(above).map_err(in_vain)?;
            match private::folder(&self.0) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(in_vain(error)),
                _ => {}
            }
        }
        // Created here and not by SQLite, to set its mode; SQLite copies it to the files beside it.
        match private::open(&self.database(), OpenOptions::new().write(true).create_new(true)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(in_vain(error)),
            _ => Ok(()),
        }
    }

    /// Removes the permissions of others on secret files, whatever set them. The folder's mode is not changed, because other
    /// programs may use it. Returns warnings for the administrator.
    pub(super) fn close_to_others(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        for name in
            ["accounts.sqlite", "accounts.sqlite-wal", "accounts.sqlite-shm", "directory.secret", "lock"]
        {
            let path = self.0.join(name);
            if private::is_open(&path) {
                let path_text = path.display();
                warnings.push(match private::close(&path) {
                    Ok(()) => format!("{path_text}: was accessible to other users; mode changed to 0600"),
                    Err(error) => format!(
                        "{path_text}: accessible to other users, and the mode cannot be changed: {error}"
                    ),
                });
            }
        }
        warnings.extend(self.is_open());
        warnings
    }

    /// Returns a warning if other users can access the folder.
    pub(super) fn is_open(&self) -> Option<String> {
        let folder = self.0.display();
        private::is_open(&self.0)
            .then(|| format!("{folder}: the account folder is accessible to other users: chmod 700 {folder}"))
    }

    /// Returns the identity of the database that is there now.
    pub(super) fn identity(&self) -> Result<Identity, StoreError> {
        match fs::metadata(self.database()) {
            Ok(metadata) => Ok(Identity { device: metadata.dev(), inode: metadata.ino() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing(self.0.clone())),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps other processes from creating or migrating tables until this is dropped. Waits for them.
    pub(super) fn lock(&self) -> Result<File, StoreError> {
        let mut how = OpenOptions::new();
        let file = private::open(&self.0.join("lock"), how.write(true).create(true).truncate(false))?;
        file.lock()?;
        Ok(file)
    }
}
