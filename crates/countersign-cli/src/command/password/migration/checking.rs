//! Check that no record is of the empty password, on all processors, in slices.
use super::{Entry, progress::Progress, refused::Refused};
use countersign::{
    Credentials,
    formats::{EmptyPasswordCheck, FormatError, ParsedRecord},
};
use std::{
    sync::{Mutex, PoisonError},
    thread::{available_parallelism, scope},
};

/// Units of work between two progress updates.
const SLICE: u32 = 50_000;

/// Returns the records of nonempty passwords in their order, and the rejected others.
pub(in crate::command::password) fn check_all(
    entries: Vec<Entry<ParsedRecord>>,
) -> (Vec<Entry<Credentials>>, Vec<Refused>) {
    let total = entries.iter().map(|entry| u64::from(entry.records.cost().get())).sum();
    let progress = Progress::new("checking", total);
    let waiting = Mutex::new(entries.into_iter());
    let done = Mutex::new((Vec::new(), Vec::new()));
    let work = || {
        loop {
            // The lock is released before the work.
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(Entry { line, names, records, limits }) = next else { return };
            let checked = check(records.check(), &progress);
            let (good, refused) = &mut *done.lock().unwrap_or_else(PoisonError::into_inner);
            match checked {
                Ok(records) => good.push(Entry { line, names, records, limits }),
                Err(error) => refused.push(Refused::new(line, error)),
            }
        }
    };
    scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let (mut good, mut refused) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    good.sort_by_key(|entry| entry.line);
    refused.sort_by_key(|refused: &Refused| refused.line);
    (good, refused)
}

fn check(mut checking: EmptyPasswordCheck, progress: &Progress) -> Result<Credentials, FormatError> {
    let mut left = checking.cost().get();
    loop {
        let checked = checking.advance(SLICE);
        let now = if checked.is_some() { left } else { left.min(SLICE) };
        left = left.saturating_sub(now);
        progress.add(now.into());
        if let Some(checked) = checked {
            return checked;
        }
    }
}
