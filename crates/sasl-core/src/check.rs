//! What a check of a password finds.

/// Is this the password? Not a `bool`: two of those are easily swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is.
    Match,
    /// It is not, or there is no such user.
    NoMatch,
}
