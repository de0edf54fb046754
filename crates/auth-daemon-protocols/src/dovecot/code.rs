//! The codes of failures.
use core::fmt;

/// The reason for a failed login other than wrong credentials: `code=` of a `FAIL` line.
///
/// Postfix and chasquid answer `535` to every code, including the temporary one. Exim answers `435` to that one and `535`
/// to the others. A server that is unavailable therefore closes the connection of a caller with a minor version below 3,
/// which is a temporary failure for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureCode {
    /// `temp_fail`: the service is unavailable.
    Temporary,
    /// `authz_fail`: the account may not be used in this way.
    Authorization,
    /// `user_disabled`: the account is disabled.
    UserDisabled,
    /// `pass_expired`: the password has expired.
    PasswordExpired,
    /// `invalid_base64`: a message is not base64.
    InvalidBase64,
}

impl FailureCode {
    pub(crate) const ALL: [Self; 5] = [
        Self::Temporary,
        Self::Authorization,
        Self::UserDisabled,
        Self::PasswordExpired,
        Self::InvalidBase64,
    ];

    /// Returns the word for it in the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Temporary => "temp_fail",
            Self::Authorization => "authz_fail",
            Self::UserDisabled => "user_disabled",
            Self::PasswordExpired => "pass_expired",
            Self::InvalidBase64 => "invalid_base64",
        }
    }
}

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
