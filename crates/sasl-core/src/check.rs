//! The result of a password check.

/// The result of a password check. It is not a `bool`, so that two results cannot be confused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The password matches.
    Match,
    /// The password does not match, or the account does not exist.
    NoMatch,
}
