//! Threads that begin exchanges, and go on with those that others have parked.
use super::{
    exchange::{Exchange, Moved},
    judge::Tally,
    world::World,
};
use std::{
    collections::VecDeque,
    sync::{Barrier, Mutex, PoisonError},
    thread,
};

/// How long the queue of a thread gets before it takes its own from it: so many wait at any time.
const WAITING: usize = 1_000;

/// What has become of all.
#[derive(Default)]
pub struct All {
    pub tally: Tally,
    pub moved: u64,
    /// Octets allocated and not given back, by all threads together.
    pub left: i64,
    /// Octets that one thread has held at the most.
    pub most: u64,
}

/// Those that wait for a thread.
type Queue = Mutex<VecDeque<Exchange>>;

/// So many exchanges of this seed.
pub fn run(world: &World, threads: usize, seed: u64, count: u64) -> All {
    let mut all = All::default();
    let own = allocation_counter::measure(|| {
        let queues: Vec<Queue> = (0..threads).map(|_| Queue::default()).collect();
        let begun = Barrier::new(threads);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|at| {
                    let worker = Worker { world, queues: &queues, begun: &begun, at, seed };
                    scope.spawn(move || worker.run(count))
                })
                .collect();
            for worker in workers {
                let Ok(one) = worker.join() else { std::process::abort() };
                all.tally += one.tally;
                all.moved += one.moved;
                all.left += one.left;
                all.most = all.most.max(one.most);
            }
        });
    });
    all.left += own.bytes_current;
    all
}

struct Worker<'a> {
    world: &'a World,
    queues: &'a [Queue],
    /// All have been begun: nothing more is put into a queue.
    begun: &'a Barrier,
    at: usize,
    seed: u64,
}

impl Worker<'_> {
    /// Every so manieth is this thread's.
    fn run(&self, count: u64) -> All {
        let mut all = All::default();
        let used = allocation_counter::measure(|| {
            for number in (self.at as u64..count).step_by(self.queues.len()) {
                self.take(&mut all, Exchange::begin(self.world, self.seed, number));
                while let Some(waiting) = self.waiting(WAITING) {
                    self.take(&mut all, waiting.go_on(self.world));
                }
            }
            self.begun.wait();
            while let Some(waiting) = self.waiting(0) {
                self.take(&mut all, waiting.go_on(self.world));
            }
        });
        all.left = used.bytes_current;
        all.most = used.bytes_max;
        all
    }

    /// Judged, or on to the next thread. No exchange is parked twice, so that the queues are empty in the end.
    fn take(&self, all: &mut All, moved: Moved) {
        match moved {
            Moved::Over(ended) => all.tally.count(&ended),
            Moved::Parked(exchange) => {
                all.moved += 1;
                let next = (self.at + 1) % self.queues.len();
                lock(&self.queues[next]).push_back(exchange);
            }
        }
    }

    /// The one that has waited longest in this thread's queue, if it is longer than this.
    fn waiting(&self, longer: usize) -> Option<Exchange> {
        let mut queue = lock(&self.queues[self.at]);
        if queue.len() > longer { queue.pop_front() } else { None }
    }
}

fn lock(queue: &Queue) -> std::sync::MutexGuard<'_, VecDeque<Exchange>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
