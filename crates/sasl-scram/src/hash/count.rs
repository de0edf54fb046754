//! A counter of this thread's compressions, for tests of equal work.
extern crate std;

use core::cell::Cell;

std::thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn add(blocks: usize) {
    COUNT.with(|count| count.set(count.get() + blocks as u64));
}

/// Returns the result of this work and its number of compressions.
pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = COUNT.with(Cell::get);
    let done = work();
    (done, COUNT.with(Cell::get) - before)
}
