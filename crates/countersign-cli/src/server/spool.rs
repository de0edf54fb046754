//! Where messages go that are handed in: a folder of files.
use std::{
    fs::Permissions,
    io,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};
use tokio::{fs::OpenOptions, io::AsyncWriteExt};

/// A folder; each message is a file of its own.
pub(crate) struct Spool {
    folder: PathBuf,
    count: AtomicU64,
}

impl Spool {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, count: AtomicU64::new(0) }
    }

    /// Keep a message; once this returns, it is on the disk. Names sort by time.
    pub(crate) async fn keep(&self, message: &[u8]) -> io::Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let name = format!("{now:017}-{}-{count}.eml", std::process::id());
        let unfinished = self.folder.join(format!(".{name}"));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).await?;
        file.set_permissions(Permissions::from_mode(0o600)).await?;
        file.write_all(message).await?;
        file.sync_all().await?;
        tokio::fs::rename(unfinished, self.folder.join(&name)).await?;
        Ok(name)
    }
}
