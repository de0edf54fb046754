//! How much is kept. Successes and failures have room of their own, each account has room of its own, and each day: whoever
//! fills one makes what is kept there less exact, and takes nothing from another.

/// How many of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Rows of an account on a day, of each of the two; after that a row counts the rest.
    pub(super) of_account: i64,
    /// Rows of failures whose name no account has on a day.
    pub(super) of_nobody: i64,
    /// Rows of failures on a day, with a row for each account's rest up to as many again.
    pub(super) of_day: i64,
    /// Days.
    pub(super) days: i64,
    /// Rows in all, reached by a server of very many accounts: the oldest days go.
    pub(super) in_all: i64,
}

pub(super) const LIMITS: Limits =
    Limits { of_account: 50, of_nobody: 500, of_day: 5_000, days: 60, in_all: 1_000_000 };
