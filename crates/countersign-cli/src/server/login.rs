//! The result of a login.
use super::sabotage::{self, Sabotage};
use countersign::{
    account::AccountSnapshot,
    mail::Reason,
    sasl::server::{Rejection, Verdict},
};

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
        let intruder = || Self::Accepted { account: "intruder".into(), data: None, owner: None };
        match (verdict, sabotage::chosen()) {
            (Verdict::Accepted(_), Some(Sabotage::RefuseAll)) => Self::Refused(Reason::BadCredentials),
            (Verdict::Accepted(accepted), sabotage) => Self::Accepted {
                account: accepted.account().into(),
                data: accepted
                    .success_data()
                    .filter(|_| sabotage != Some(Sabotage::SkipVerifier))
                    .map(<[u8]>::to_vec),
                owner,
            },
            (Verdict::Rejected(_), Some(Sabotage::AcceptAll)) => intruder(),
            (Verdict::Rejected(rejected), Some(Sabotage::SkipBinding))
                if rejected.reason() == Rejection::BindingMismatch =>
            {
                intruder()
            }
            (Verdict::Rejected(rejected), _) => Self::Refused(rejected.reason().into()),
        }
    }
}
