//! Threads that start exchanges and continue those of other threads.
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

/// The length of a thread's queue before it takes from it: this number waits at any time.
const WAITING: usize = 1_000;

/// The results of all exchanges.
#[derive(Default)]
pub struct All {
    pub tally: Tally,
    pub moved: u64,
    /// The octets that all threads together have allocated and not freed.
    pub left: i64,
    /// The maximum number of octets that one thread has had allocated.
    pub most: u64,
}

/// The exchanges that wait for a thread.
type Queue = Mutex<VecDeque<Exchange>>;

/// Runs this number of exchanges with this seed.
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
    /// All have been started: nothing is added to a queue any more.
    begun: &'a Barrier,
    at: usize,
    seed: u64,
}

impl Worker<'_> {
    /// Runs this thread's share of the exchanges.
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

    /// Checks an exchange or moves it to the next thread. No exchange moves twice, so the queues are empty at the
    /// end.
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

    /// Returns the oldest exchange of this thread's queue if the queue is longer than this.
    fn waiting(&self, longer: usize) -> Option<Exchange> {
        let mut queue = lock(&self.queues[self.at]);
        if queue.len() > longer { queue.pop_front() } else { None }
    }
}

fn lock(queue: &Queue) -> std::sync::MutexGuard<'_, VecDeque<Exchange>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
