//! How many compressions this thread has made: equal work is counted where the work is done.
extern crate std;

use core::cell::Cell;

std::thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn add(blocks: usize) {
    COUNT.with(|count| count.set(count.get() + blocks as u64));
}

/// What this work needs.
pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = COUNT.with(Cell::get);
    let done = work();
    (done, COUNT.with(Cell::get) - before)
}
