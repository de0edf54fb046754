//! Bounds of the audit log. Successes and failures have separate room, and so has each account and each day: a client that
//! fills one makes it less exact, and displaces no rows elsewhere.

/// The bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Rows of an account on a day, for successes and failures each; later attempts are counted in one overflow row.
    pub(super) of_account: i64,
    /// Rows on a day of failures whose name no account has.
    pub(super) of_unknown: i64,
    /// Rows of failures on a day; overflow rows of accounts can add as many again.
    pub(super) of_day: i64,
    /// Days kept.
    pub(super) days: i64,
    /// Rows in all, reached by servers with very many accounts: the oldest days are deleted.
    pub(super) in_all: i64,
}

pub(super) const LIMITS: Limits =
    Limits { of_account: 50, of_unknown: 500, of_day: 5_000, days: 60, in_all: 1_000_000 };
