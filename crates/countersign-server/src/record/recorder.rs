//! The queue of attempts to the log and the database.
use super::{log::log_attempt, noted::noted};
use crate::{attempt::Attempt, meter};
use countersign_accounts::{
    Store,
    audit_batch::{AuditBatch, now},
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
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};
use tracing::warn;

/// Attempts in the queue; more are counted as lost.
const QUEUE: usize = 8_192;
/// How often they are written.
const EVERY: Duration = Duration::from_secs(1);

/// Takes attempts while the server runs.
pub struct Recorder {
    queue: Sender<Attempt>,
    lost: Arc<AtomicU64>,
    stop: oneshot::Sender<()>,
    writing: JoinHandle<()>,
}

/// A sender of its queue.
#[derive(Clone, Debug)]
pub struct Recording {
    queue: Sender<Attempt>,
    lost: Arc<AtomicU64>,
}

impl Recorder {
    /// Starts it, with this database if there is one.
    pub fn start(store: Option<Arc<Store>>) -> Self {
        let (queue, attempts) = channel(QUEUE);
        let lost = Arc::new(AtomicU64::new(0));
        let writer = Writer { store, batch: AuditBatch::default(), lost: Arc::clone(&lost) };
        let (stop, stopped) = oneshot::channel();
        Self { queue, lost, stop, writing: tokio::spawn(writer.run(attempts, stopped)) }
    }

    /// Begins to write attempts down, in a task of its own.
    pub fn recording(&self) -> Recording {
        Recording { queue: self.queue.clone(), lost: Arc::clone(&self.lost) }
    }

    /// Writes what is queued, then stops taking attempts.
    pub async fn finish(self) {
        let Self { stop, writing, .. } = self;
        drop(stop);
        // The server ends in either case.
        let _ = writing.await;
    }
}

impl Recording {
    /// Queues an attempt. It costs the same whatever the result, and does not wait.
    pub fn hand_over(&self, attempt: &Attempt) {
        if self.queue.try_send(attempt.clone()).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
            meter::attempt_lost(1);
        }
    }
}

struct Writer {
    store: Option<Arc<Store>>,
    batch: AuditBatch,
    lost: Arc<AtomicU64>,
}

impl Writer {
    async fn run(mut self, mut attempts: Receiver<Attempt>, mut stopped: oneshot::Receiver<()>) {
        let mut time = interval(EVERY);
        time.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                attempt = attempts.recv() => match attempt {
                    Some(attempt) => self.take(&attempt),
                    None => break,
                },
                _ = time.tick() => self.write().await,
                // What is queued is still processed.
                _ = &mut stopped, if !attempts.is_closed() => attempts.close(),
            }
        }
        self.write().await;
    }

    fn take(&mut self, attempt: &Attempt) {
        log_attempt(attempt);
        // An unaccepted key is not an attempt.
        if self.store.is_some() && attempt.event == "login" && !self.batch.add(noted(attempt, now())) {
            self.lost.fetch_add(1, Ordering::Relaxed);
            meter::attempt_lost(1);
        }
    }

    async fn write(&mut self) {
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            warn!(lost, "login attempts missing from the audit log: queue full");
        }
        if let Some(store) = &self.store {
            self.batch.write(store).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QUEUE, Recorder};
    use crate::attempt::Attempt;
    use std::{net::Ipv4Addr, sync::atomic::Ordering};

    #[tokio::test]
    async fn attempts_beyond_the_queue_are_counted_without_waiting() {
        let recorder = Recorder::start(None);
        let recording = recorder.recording();
        let attempt = Attempt::new(1, Ipv4Addr::LOCALHOST.into(), "imap", "none", None);
        // The queue is not read before this task waits.
        for _ in 0..QUEUE + 5 {
            recording.hand_over(&attempt);
        }
        assert_eq!(recorder.lost.load(Ordering::Relaxed), 5);
        // A sender still exists, and it ends all the same.
        recorder.finish().await;
        recording.hand_over(&attempt);
        assert_eq!(recording.lost.load(Ordering::Relaxed), 1, "the others were counted");
    }
}
