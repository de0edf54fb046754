//! Detection of changed files.
use std::{fs, os::unix::fs::MetadataExt as _, path::Path};

/// A stamp that changes when a file is written, replaced or given other permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    octets: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// Returns the stamp; the default for a missing file.
    pub(super) fn of(file: &Path) -> Self {
        fs::metadata(file).map_or_else(
            |_| Self::default(),
            |about| Self {
                device: about.dev(),
                inode: about.ino(),
                octets: about.size(),
                modified: (about.mtime(), about.mtime_nsec()),
                changed: (about.ctime(), about.ctime_nsec()),
            },
        )
    }
}
