//! The number of password forms that a directory supports.

/// The number of password forms that every record of a directory is checked for.
///
/// Clients prepare passwords in different ways, so a record can hold keys for more than one form. All records and
/// decoys use the same number: the work then reveals neither the number of forms of a password nor whether the
/// account exists. A record with fewer forms is padded with keys that match nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forms {
    /// The first form only, for directories whose passwords are all ASCII and therefore have one form.
    One,
    /// All three forms: SASLprep (RFC 4013), OpaqueString (RFC 8265 section 4.2), and the password as typed.
    #[default]
    Three,
}

impl Forms {
    /// Returns the number of forms.
    pub const fn count(self) -> usize {
        match self {
            Self::One => 1,
            Self::Three => 3,
        }
    }
}
