//! What counts as a failed login, and against whom.
use countersign::sasl::server::Rejection;

/// How much a login that was refused tells of its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// A credential was tried and is not right, or is not right here: it counts against the address and the name.
    Guess,
    /// What came was no login, but it has cost work: it counts against the address.
    Mistake,
    /// A challenge was asked for and no proof was sent: it counts against the address, by a figure of its own, if a name was
    /// asked for with it.
    Challenge,
    /// Nothing was tried, or what was tried is right and the account cannot be used.
    Nothing,
}

impl Weight {
    pub(super) const fn of(reason: Rejection) -> Self {
        match reason {
            // The last two are told under a valid proof, and look like the first on the line: so they count like it.
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
            // What a later version of the library may tell: rather too much than too little.
            _ => Self::Guess,
        }
    }
}
