//! What counts as a failed login, and against what.
use countersign::sasl::server::Rejection;

/// What a rejected login says about the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// A credential was wrong, or not valid here: counts against the address and the name.
    Guess,
    /// Not a login, but it cost work: counts against the address.
    Mistake,
    /// A challenge without a proof: counts against the address, with a separate limit, if a name was sent with it.
    Challenge,
    /// Nothing was tried, or the credential is right and the account cannot be used.
    Nothing,
}

impl Weight {
    pub(super) const fn of(reason: Rejection) -> Self {
        match reason {
            // The last two need a valid proof, and look like the first on the line: they count like it.
            Rejection::BadCredentials
            | Rejection::NeedsTransition
            | Rejection::NotAuthorized
            | Rejection::BindingMismatch
            | Rejection::Downgrade => Self::Guess,
            Rejection::Malformed
            | Rejection::Undecodable
            | Rejection::TooLong
            | Rejection::UnexpectedInitialResponse => Self::Mistake,
            Rejection::Disabled
            | Rejection::Expired
            | Rejection::Unavailable
            | Rejection::Throttled
            | Rejection::Unacknowledged => Self::Nothing,
            Rejection::Cancelled => Self::Challenge,
            // Reasons of a later library version: fail safe.
            _ => Self::Guess,
        }
    }
}
