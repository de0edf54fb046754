//! A progress bar, on a terminal only.
use std::{
    io::{IsTerminal as _, Write as _, stderr},
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// A line that is overwritten.
pub(super) struct Progress {
    what: &'static str,
    total: u64,
    done: AtomicU64,
    /// The last shown value, in tenths of a per cent.
    shown: AtomicUsize,
    terminal: bool,
}

const WIDTH: usize = 40;

impl Progress {
    pub(super) fn new(what: &'static str, total: u64) -> Self {
        let terminal = stderr().is_terminal();
        Self { what, total, done: AtomicU64::new(0), shown: AtomicUsize::new(usize::MAX), terminal }
    }

    /// Adds completed units.
    pub(super) fn add(&self, units: u64) {
        let done = self.done.fetch_add(units, Ordering::Relaxed).saturating_add(units);
        let tenths = done.saturating_mul(1000).checked_div(self.total).unwrap_or(1000).min(1000);
        let tenths = usize::try_from(tenths).unwrap_or(1000);
        if self.terminal && self.shown.swap(tenths, Ordering::Relaxed) != tenths {
            let full = tenths.saturating_mul(WIDTH) / 1000;
            let bar = format!("{:<WIDTH$}", "#".repeat(full));
            // Write errors are ignored: the bar is only informative.
            let _ = write!(stderr(), "\r{} [{bar}] {:3} %", self.what, tenths / 10);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.terminal {
            let _ = writeln!(stderr());
        }
    }
}
