//! How many forms of a password a directory allows for.

/// How many forms of a password every record of a directory is checked for.
///
/// Clients prepare a password in different ways, so a record can hold keys for more than one form of it. It is one number
/// for all records and decoys, so that the work does not tell how many forms a password has, or whether there is an
/// account: a record with fewer is filled up with keys that nothing matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forms {
    /// The first only: for a directory whose passwords are ASCII, where there is but one.
    One,
    /// All that there can be: SASLprep, OpaqueString, and the password as it was typed.
    #[default]
    Three,
}

impl Forms {
    /// How many that are.
    pub const fn count(self) -> usize {
        match self {
            Self::One => 1,
            Self::Three => 3,
        }
    }
}
