//! A gate at which work waits for resources.
use super::metrics;
use countersign_limits::{Capacity, Class, Load, Networks, Queue, QueuePosition};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::oneshot::{self, Sender},
    task::spawn_blocking,
    time::timeout,
};

/// A queue, and its name in the metrics. Cloning copies a reference.
#[derive(Clone)]
pub(super) struct Gate(Arc<Shared>);

struct Shared {
    name: &'static str,
    queue: Mutex<Queue<Sender<Permit>>>,
}

/// Resources in use, until this is dropped.
pub struct Permit {
    /// `None` once it was returned.
    gate: Option<Gate>,
    octets: u64,
}

/// Why work is rejected: the queue is full, or the wait was too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Too much work waits already.
    Full,
    /// It has waited too long.
    Late,
}

impl Gate {
    pub(super) fn new(name: &'static str, capacity: Capacity) -> Self {
        let gate = Self(Arc::new(Shared { name, queue: Mutex::new(Queue::new(capacity)) }));
        gate.show(gate.lock().load());
        gate
    }

    /// Waits for resources, within this time.
    pub(super) async fn admit(
        &self,
        class: Class,
        from: Networks,
        octets: u64,
        limit: Duration,
    ) -> Result<Permit, Busy> {
        let (sender, receiver) = oneshot::channel();
        let joined = self.lock().join(class, from, octets, sender);
        let Ok(position) = joined else {
            metrics::work_refused(self.0.name, "full");
            return Err(Busy::Full);
        };
        let waiting = Waiting { gate: self, position };
        self.go_on();
        let admitted = timeout(limit, receiver).await;
        drop(waiting);
        match admitted {
            Ok(Ok(permit)) => Ok(permit),
            _ => {
                metrics::work_refused(self.0.name, "late");
                Err(Busy::Late)
            }
        }
    }

    /// Starts all work that fits. Permits are handed over without the lock: one that is not taken comes back.
    fn go_on(&self) {
        loop {
            let mut queue = self.lock();
            let next = queue.start_next();
            let load = queue.load();
            drop(queue);
            self.show(load);
            let Some((sender, octets)) = next else { return };
            if let Err(mut unwanted) = sender.send(Permit { gate: Some(self.clone()), octets }) {
                unwanted.give_back();
            }
        }
    }

    fn show(&self, load: Load) {
        metrics::work(self.0.name, load.running, load.waiting, load.octets, load.peak);
    }

    fn lock(&self) -> MutexGuard<'_, Queue<Sender<Permit>>> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A position in the queue, which is left even if the wait is cancelled.
struct Waiting<'a> {
    gate: &'a Gate,
    position: QueuePosition,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.gate.lock().leave(self.position);
    }
}

impl Permit {
    /// Runs this on a blocking thread. The resources are free when it has ended, whether or not its result is awaited.
    /// `None` if the runtime is shutting down.
    pub async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let run = move || {
            let done = work();
            drop(self);
            done
        };
        spawn_blocking(run).await.ok()
    }

    fn give_back(&mut self) -> Option<Gate> {
        let gate = self.gate.take()?;
        gate.lock().done(self.octets);
        Some(gate)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(gate) = self.give_back() {
            gate.go_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Busy, Gate};
    use countersign_limits::{Capacity, Class, Networks};
    use std::time::Duration;

    const LONG: Duration = Duration::from_secs(30);

    fn gate(waiting: u32) -> Gate {
        Gate::new("test", Capacity { slots: 1, octets: 0, waiting, from_one: 9 })
    }

    #[tokio::test]
    async fn a159_work_is_refused_if_the_queue_is_full_or_the_wait_too_long() {
        let gate = gate(1);
        let held = gate.admit(Class::Password, Networks::OWN, 0, LONG).await.ok();
        assert!(held.is_some());
        let late = gate.admit(Class::Password, Networks::OWN, 0, Duration::ZERO).await;
        assert_eq!(late.err(), Some(Busy::Late));
        let waiting = gate.clone();
        let waiting =
            tokio::spawn(async move { waiting.admit(Class::Password, Networks::OWN, 0, LONG).await.is_ok() });
        while gate.lock().load().waiting == 0 {
            tokio::task::yield_now().await;
        }
        let full = gate.admit(Class::Password, Networks::OWN, 0, LONG).await;
        assert_eq!(full.err(), Some(Busy::Full));
        drop(held);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test]
    async fn a159_a_wait_that_is_given_up_leaves_nothing_behind() {
        let gate = gate(9);
        let held = gate.admit(Class::Password, Networks::OWN, 0, LONG).await.ok();
        let other = gate.clone();
        let waiting = tokio::spawn(async move {
            drop(other.admit(Class::Password, Networks::OWN, 0, LONG).await);
        });
        while gate.lock().load().waiting == 0 {
            tokio::task::yield_now().await;
        }
        waiting.abort();
        let _ = waiting.await;
        assert_eq!(gate.lock().load().waiting, 0);
        drop(held);
        let permit = gate.admit(Class::Password, Networks::OWN, 0, LONG).await.ok().unwrap();
        assert_eq!(permit.run(|| 42).await, Some(42));
        assert_eq!(gate.lock().load().running, 0);
    }
}
