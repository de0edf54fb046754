//! The folder of submitted messages.
use countersign_limits::Quota;
use std::{
    fs::Permissions,
    io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tokio::{
    fs::{OpenOptions, read_dir, remove_file, rename},
    io::AsyncWriteExt,
};

/// A folder with a file for each message.
pub struct Spool {
    folder: PathBuf,
    count: AtomicU64,
    /// Disk space of all files, including those being written.
    quota: Quota,
    /// The part of written files, as far as known.
    kept: AtomicU64,
    /// When the folder was last measured because it was full.
    measured: Mutex<Option<Instant>>,
}

/// The least space of a file.
const BLOCK: u64 = 4096;
/// The shortest time between two measurements of a full folder.
const BETWEEN: Duration = Duration::from_secs(60);

impl Spool {
    /// Makes a spool with this limit in octets.
    pub fn new(folder: PathBuf, most: u64) -> Self {
        Self {
            folder,
            count: AtomicU64::new(0),
            quota: Quota::new(most),
            kept: AtomicU64::new(0),
            measured: Mutex::default(),
        }
    }

    /// Stores a message; once this returns, it is on the disk. Names sort by time. [`io::ErrorKind::QuotaExceeded`] if the
    /// folder is full.
    pub async fn keep(&self, message: &[u8]) -> io::Result<String> {
        let octets = taken_by(message.len());
        let mut share = self.quota.share();
        if !share.grow(octets) {
            self.measure().await?;
            if !share.grow(octets) {
                return Err(io::ErrorKind::QuotaExceeded.into());
            }
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let name = format!("{now:017}-{}-{count}.eml", std::process::id());
        let unfinished = self.folder.join(format!(".{name}"));
        let written = write(&unfinished, &self.folder.join(&name), message).await;
        if written.is_err() {
            // An incomplete file would occupy the missing space.
            let _ = remove_file(unfinished).await;
        }
        written?;
        share.keep();
        self.kept.fetch_add(octets, Ordering::Relaxed);
        Ok(name)
    }

    /// Measures the files: some may have been removed.
    async fn measure(&self) -> io::Result<()> {
        if !self.may_measure() {
            return Ok(());
        }
        let before = self.kept.load(Ordering::Relaxed);
        let mut taken = 0_u64;
        let mut files = read_dir(&self.folder).await?;
        while let Some(file) = files.next_entry().await? {
            let length = file.metadata().await.map_or(0, |about| about.len());
            taken = taken.saturating_add(length.max(BLOCK));
        }
        // Files added meanwhile make it smaller, never larger.
        let gone = before.saturating_sub(taken);
        self.kept.fetch_sub(gone, Ordering::Relaxed);
        self.quota.give_back(gone);
        Ok(())
    }

    fn may_measure(&self) -> bool {
        let mut measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        let may = measured.is_none_or(|at| at.elapsed() >= BETWEEN);
        if may {
            *measured = Some(Instant::now());
        }
        may
    }
}

fn taken_by(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX).max(BLOCK)
}

async fn write(unfinished: &Path, finished: &Path, message: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(unfinished).await?;
    file.set_permissions(Permissions::from_mode(0o600)).await?;
    file.write_all(message).await?;
    file.sync_all().await?;
    rename(unfinished, finished).await
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Spool};
    use std::io::ErrorKind;

    #[tokio::test]
    async fn a163_a_spool_that_is_full_takes_more_once_messages_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::new(folder.path().to_owned(), 2 * BLOCK);
        let first = spool.keep(b"one").await.unwrap();
        spool.keep(b"two").await.unwrap();
        std::fs::remove_file(folder.path().join(first)).unwrap();
        spool.keep(b"three").await.unwrap();
        let full = spool.keep(b"four").await.unwrap_err();
        assert_eq!(full.kind(), ErrorKind::QuotaExceeded);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing remains of it");
    }

    #[tokio::test]
    async fn a163_what_cannot_be_written_takes_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::new(folder.path().join("none"), BLOCK);
        assert!(spool.keep(b"one").await.is_err());
        std::fs::create_dir(folder.path().join("none")).unwrap();
        assert!(spool.keep(b"one").await.is_ok());
    }
}
