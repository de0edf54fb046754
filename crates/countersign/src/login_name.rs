//! The rules for new login names.
use core::fmt;
use precis_normalize::{Error, Unassigned, login_name, saslprep};

/// The error for a name that cannot be assigned.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRefused {
    /// The name is not a login name, for this reason.
    InvalidName(Error),
    /// Clients that prepare names with SASLprep, as RFC 5802 requires, would send another name.
    ChangedByClients,
    /// The name begins or ends with a space, which is invisible.
    SurroundingWhitespace,
    /// The name is not an address: text, an `@`, text.
    NotAnAddress,
    /// The name contains a separator of the names for app passwords.
    Separator,
}

/// Checks a new login name. Returns it in NFC, as the directory stores it.
///
/// A name that SASLprep changes (`Ⅸ` becomes `IX`) is rejected, because clients that prepare names would log in to
/// another account than those that do not.
///
/// ```
/// use countersign::{NameRefused, new_login_name};
/// assert_eq!(new_login_name("zoe\u{301}")?, "zoé");
/// assert_eq!(new_login_name("Ⅸ"), Err(NameRefused::ChangedByClients));
/// assert_eq!(
///     new_login_name("a\tb").unwrap_err().to_string(),
///     "the name contains a control character at position 2"
/// );
/// # Ok::<(), NameRefused>(())
/// ```
///
/// # Errors
/// [`NameRefused`] if the name cannot be assigned.
pub fn new_login_name(name: &str) -> Result<String, NameRefused> {
    let kept = login_name(name).map_err(NameRefused::InvalidName)?;
    match saslprep(&kept, Unassigned::Allow) {
        Ok(sent) if sent != kept => Err(NameRefused::ChangedByClients),
        Ok(_) if kept.trim() != kept => Err(NameRefused::SurroundingWhitespace),
        Ok(_) => Ok(kept.into_owned()),
        Err(why) => Err(NameRefused::InvalidName(why)),
    }
}

impl fmt::Display for NameRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidName(why) => write!(f, "the name {why}"),
            Self::ChangedByClients => f.write_str("the name contains characters that some clients replace"),
            Self::SurroundingWhitespace => f.write_str("the name begins or ends with a space"),
            Self::Separator => {
                f.write_str("# and @ are separators in the names of app passwords and cannot be part of them")
            }
            Self::NotAnAddress => f.write_str("not an address: text is required before and after the @"),
        }
    }
}

impl std::error::Error for NameRefused {}
