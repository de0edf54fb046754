//! The server's own record of a login attempt.
use super::client_name::ClientName;
use crate::accounts::Tried;
use countersign::sasl::server::{NotOffered, Rejection, Verdict};
use serde::Serialize;
use std::{net::IpAddr, sync::Arc, time::Duration};

/// One attempt, told once its verdict is fixed. It holds no credential.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Attempt {
    /// `login`, so that a line of output says what it is; `key` for a key that logs nobody in; `limit` for a connection that
    /// there is no room for.
    pub(crate) event: &'static str,
    /// Which connection of this server.
    pub(crate) connection: u64,
    /// Where the client connects from.
    pub(crate) remote: IpAddr,
    /// `imap`, `submission`, `pop3` or `sieve`.
    pub(crate) protocol: &'static str,
    /// `none`, `starttls` or `implicit`.
    pub(crate) tls: &'static str,
    /// The mechanism; `LOGIN` is IMAP's command of that name, `USER` is POP3's with PASS, `tls-key` and
    /// `tls-certificate` are a key and a certificate without any. `null` if it is not one that this server has.
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
    /// The fingerprint of the client's TLS key, if it has proved one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    /// Of keys that log nobody in, and of connections that there is no room for: how many of them there have been, for this
    /// reason, since the server began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<u64>,
    /// The version of TLS. This and what follows is for the record that is kept, and not told in a line.
    #[serde(skip)]
    pub(crate) version: Option<&'static str>,
    /// What the client calls itself.
    #[serde(skip)]
    pub(crate) client: Option<ClientName>,
    /// The name that was tried.
    #[serde(skip)]
    pub(crate) tried: Option<Tried>,
    /// How long the exchange has taken, the client's share of it included.
    #[serde(skip)]
    pub(crate) took: Option<Duration>,
}

/// The result for a right credential from a network that it may not be used from. The client cannot see it.
const NETWORK: &str = "rejected:network";

/// Where attempts are told.
pub(crate) type Report = Arc<dyn Fn(&Attempt) + Send + Sync>;

impl Attempt {
    pub(crate) fn new(
        connection: u64,
        remote: IpAddr,
        protocol: &'static str,
        tls: &'static str,
        key: Option<String>,
    ) -> Self {
        Self {
            event: "login",
            connection,
            remote,
            protocol,
            tls,
            mechanism: None,
            binding: None,
            result: String::new(),
            account: None,
            trace: None,
            key,
            seen: None,
            version: None,
            client: None,
            tried: None,
            took: None,
        }
    }

    /// For a key or a certificate that has logged its client in without a word.
    pub(crate) fn without_a_word(self, mechanism: &'static str, account: &str) -> Self {
        let mechanism = Some(mechanism);
        Self { mechanism, result: "accepted".into(), account: Some(account.into()), ..self }
    }

    /// For a key that is no identity: some clients present one to everybody, so it is no login that has failed.
    pub(crate) fn no_attempt(self, why: &str, seen: u64) -> Self {
        Self { event: "key", result: why.into(), seen: Some(seen), ..self }
    }

    /// For a key that has been registered for whoever is logged in.
    pub(crate) fn registered(self, account: &str) -> Self {
        Self { event: "key", result: "registered".into(), account: Some(account.into()), ..self }
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

    /// For one that was refused as a wrong credential, and was the right one from a network that its account is not allowed
    /// from.
    pub(crate) fn outside(self) -> Self {
        if self.result == format!("rejected:{}", Rejection::BadCredentials.label()) {
            return Self { result: NETWORK.into(), ..self };
        }
        self
    }

    /// For a key or a certificate of an account that is not allowed from there.
    pub(crate) fn key_outside(self, mechanism: &'static str, tried: Tried) -> Self {
        Self { mechanism: Some(mechanism), result: NETWORK.into(), tried: Some(tried), ..self }
    }

    /// For one that the limits have refused, whatever else was to be said of it.
    pub(crate) fn held(self) -> Self {
        Self { result: format!("rejected:{}", Rejection::Throttled.label()), ..self }
    }

    /// For a client that there is no room for.
    pub(crate) fn turned_away(self, seen: u64) -> Self {
        Self { event: "limit", result: "too-many-connections".into(), seen: Some(seen), ..self }
    }

    /// For a client before login whose connection was ended to make room for others.
    pub(crate) fn gave_way(self, seen: u64) -> Self {
        Self { event: "limit", result: "gave-way".into(), seen: Some(seen), ..self }
    }

    /// With the name that was tried, and how long it has taken.
    pub(crate) fn of(self, tried: Option<Tried>, took: Duration) -> Self {
        Self { tried, took: Some(took), ..self }
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
