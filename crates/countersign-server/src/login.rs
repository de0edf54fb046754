//! The result of a login.
use countersign::{account::AccountSnapshot, mail::Reason, sasl::server::Verdict};

/// The result that the client is sent.
pub(super) enum Login {
    /// Accepted, as this account, with the data of the protocol's success reply.
    Accepted {
        account: String,
        data: Option<Vec<u8>>,
        /// The account whose own password was proved.
        owner: Option<AccountSnapshot>,
    },
    /// Rejected.
    Refused(Reason),
}

impl Login {
    pub(super) fn new(verdict: &Verdict, owner: Option<AccountSnapshot>) -> Self {
        match verdict {
            Verdict::Accepted(accepted) => Self::Accepted {
                account: accepted.account().into(),
                data: accepted.success_data().map(<[u8]>::to_vec),
                owner,
            },
            Verdict::Rejected(rejected) => Self::Refused(rejected.reason().into()),
        }
    }
}
