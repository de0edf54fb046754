//! The queue of audit records to the database. A login queues its record and does not wait, whatever its result.
use crate::database::{AttemptKind, Noted, Seen, Store};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{
    sync::{
        mpsc::{Receiver, Sender, channel},
        oneshot,
    },
    time::{MissedTickBehavior, interval},
};
use tracing::warn;

/// Records in the queue; more are counted as lost.
const QUEUE: usize = 8_192;
/// While the database cannot be written to, this many kinds are kept; more are counted as lost.
const KINDS: usize = 4_096;
/// How often they are written.
const EVERY: Duration = Duration::from_secs(1);

/// A sender to the writer, which ends after the last sender.
#[derive(Clone, Debug)]
pub(crate) struct AuditLog {
    queue: Sender<Message>,
    lost: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Message {
    Record(Box<Noted>),
    Flush(oneshot::Sender<()>),
}

struct Writer {
    store: Arc<Store>,
    kinds: BTreeMap<AttemptKind, Seen>,
    lost: Arc<AtomicU64>,
    /// The day of the last deletion of old rows.
    day: i64,
    works: bool,
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

impl AuditLog {
    /// Starts the writer.
    pub(crate) fn start(store: Arc<Store>) -> Self {
        let (queue, messages) = channel(QUEUE);
        let lost = Arc::new(AtomicU64::new(0));
        let kinds = BTreeMap::new();
        let writer = Writer { store, kinds, lost: Arc::clone(&lost), day: 0, works: true };
        tokio::spawn(writer.run(messages));
        Self { queue, lost }
    }

    /// Queues a record. It costs the same whatever the result.
    pub(crate) fn record(&self, noted: Noted) {
        if self.queue.try_send(Message::Record(Box::new(noted))).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Writes what is queued.
    pub(crate) async fn flush(&self) {
        let (done, flushed) = oneshot::channel();
        if self.queue.send(Message::Flush(done)).await.is_ok() {
            // The writer has ended in the other case.
            let _ = flushed.await;
        }
    }
}

impl Writer {
    async fn run(mut self, mut messages: Receiver<Message>) {
        let mut time = interval(EVERY);
        time.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                message = messages.recv() => match message {
                    Some(Message::Record(noted)) => self.take(*noted),
                    Some(Message::Flush(done)) => {
                        self.write().await;
                        let _ = done.send(());
                    }
                    None => break,
                },
                _ = time.tick() => self.write().await,
            }
        }
        self.write().await;
    }

    fn take(&mut self, Noted { kind, seen }: Noted) {
        if let Some(known) = self.kinds.get_mut(&kind) {
            known.join(seen);
        } else if self.kinds.len() < KINDS {
            self.kinds.insert(kind, seen);
        } else {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    async fn write(&mut self) {
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            warn!(lost, "login attempts missing from the audit log: queue full");
        }
        let today = now().div_euclid(AttemptKind::DAY);
        if self.day != today && self.store.forget_attempts(today).await.is_ok() {
            self.day = today;
        }
        if self.kinds.is_empty() {
            return;
        }
        let all = self.kinds.iter().map(|(kind, seen)| Noted { kind: kind.clone(), seen: seen.clone() });
        let written = self.store.note_attempts(&all.collect::<Vec<_>>()).await;
        if written.is_ok() {
            self.kinds.clear();
        }
        if written.is_ok() != self.works {
            self.works = written.is_ok();
            if let Err(error) = written {
                warn!(%error, "cannot write login attempts, will retry");
            }
        }
    }
}
