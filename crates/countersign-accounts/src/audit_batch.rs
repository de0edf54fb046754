//! Audit records that are not written yet.
use crate::database::{AttemptKind, Noted, Seen, Store};
use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};
use tracing::warn;

/// While the database cannot be written to, this many kinds are kept; more are lost.
pub const KINDS: usize = 4_096;

/// Records by kind, until they are written.
#[derive(Debug, Default)]
pub struct AuditBatch {
    kinds: BTreeMap<AttemptKind, Seen>,
    /// The day of the last deletion of old rows.
    day: i64,
    /// The last write has failed.
    is_failing: bool,
}

/// Returns the time of an audit record: seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

impl AuditBatch {
    /// Adds a record; returns false if its kind does not fit.
    pub fn add(&mut self, Noted { kind, seen }: Noted) -> bool {
        if let Some(known) = self.kinds.get_mut(&kind) {
            known.join(seen);
        } else if self.kinds.len() < KINDS {
            self.kinds.insert(kind, seen);
        } else {
            return false;
        }
        true
    }

    /// Returns the rows to write.
    pub fn rows(&self) -> Vec<Noted> {
        self.kinds.iter().map(|(kind, seen)| Noted { kind: kind.clone(), seen: seen.clone() }).collect()
    }

    /// Writes the rows, and once a day deletes old ones. Rows that cannot be written are kept for the next call.
    pub async fn write(&mut self, store: &Store) {
        let today = now().div_euclid(AttemptKind::DAY);
        if self.day != today && store.forget_attempts(today).await.is_ok() {
            self.day = today;
        }
        if self.kinds.is_empty() {
            return;
        }
        let written = store.note_attempts(&self.rows()).await;
        if written.is_ok() {
            self.kinds.clear();
        }
        if written.is_err() != self.is_failing {
            self.is_failing = written.is_err();
            if let Err(error) = written {
                warn!(%error, "cannot write login attempts, will retry");
            }
        }
    }
}
