//! The queue of audit records to the database. A login queues its record and does not wait, whatever its result.
use crate::{
    audit_batch::AuditBatch,
    database::{Noted, Store},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
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
    batch: AuditBatch,
    lost: Arc<AtomicU64>,
}

impl AuditLog {
    /// Starts the writer.
    pub(crate) fn start(store: Arc<Store>) -> Self {
        let (queue, messages) = channel(QUEUE);
        let lost = Arc::new(AtomicU64::new(0));
        let writer = Writer { store, batch: AuditBatch::default(), lost: Arc::clone(&lost) };
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

    fn take(&mut self, noted: Noted) {
        if !self.batch.add(noted) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    async fn write(&mut self) {
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            warn!(lost, "login attempts missing from the audit log: queue full");
        }
        self.batch.write(&self.store).await;
    }
}
