//! The server's own record of a login attempt.
use countersign::core::server::{NotOffered, Rejection, Verdict};
use serde::Serialize;
use std::sync::Arc;

/// One attempt, told once its verdict is fixed. It holds no credential.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Attempt {
    /// `login`, so that a line of output says what it is.
    pub(crate) event: &'static str,
    /// Which connection of this server.
    pub(crate) connection: u64,
    /// `imap`, `submission`, `pop3` or `sieve`.
    pub(crate) protocol: &'static str,
    /// `none`, `starttls` or `implicit`.
    pub(crate) tls: &'static str,
    /// The mechanism; `LOGIN` is IMAP's command of that name, `USER` is POP3's with PASS. `null` if it is not one that this server has.
    pub(crate) mechanism: Option<&'static str>,
    /// The channel binding that was verified.
    pub(crate) binding: Option<&'static str>,
    /// `accepted`, or `rejected:` and why.
    pub(crate) result: String,
    /// The account that was let in.
    pub(crate) account: Option<String>,
    /// What a client of ANONYMOUS has said for the log, escaped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trace: Option<String>,
}

/// Where attempts are told.
pub(crate) type Report = Arc<dyn Fn(&Attempt) + Send + Sync>;

impl Attempt {
    pub(crate) fn new(connection: u64, protocol: &'static str, tls: &'static str) -> Self {
        Self {
            event: "login",
            connection,
            protocol,
            tls,
            mechanism: None,
            binding: None,
            result: String::new(),
            account: None,
            trace: None,
        }
    }

    /// With how it ended.
    pub(crate) fn ended(self, verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Accepted(accepted) => Self {
                mechanism: self.mechanism.or(Some(accepted.mechanism())),
                binding: accepted.binding().map(|binding| binding.name()),
                result: "accepted".into(),
                account: Some(accepted.account().into()),
                trace: accepted.trace().map(ToString::to_string),
                ..self
            },
            Verdict::Rejected(rejected) => Self {
                mechanism: self.mechanism.or(Some(rejected.mechanism())),
                result: format!("rejected:{}", rejected.reason().label()),
                ..self
            },
        }
    }

    /// For an initial response that cannot be read.
    pub(crate) fn not_begun(self, mechanism: Option<&'static str>, why: Rejection) -> Self {
        Self { mechanism, result: format!("rejected:{}", why.label()), ..self }
    }

    /// For a mechanism that is not offered.
    pub(crate) fn not_offered(self, why: NotOffered) -> Self {
        let label = if why == NotOffered::NeedsTls { "needs-tls" } else { "not-offered" };
        Self { result: format!("rejected:{label}"), ..self }
    }
}
