//! The audit record of a login attempt.
use super::client_name::ClientName;
use countersign::sasl::server::{NotOffered, Rejection, Verdict};
use countersign_accounts::AttemptedName;
use serde::Serialize;
use std::{net::IpAddr, sync::Arc, time::Duration};

/// One attempt, reported once its verdict is fixed. It contains no credential.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// The kind of line: `login`; `key` for a client key that was not accepted; `limit` for a connection that the limits
    /// rejected.
    pub event: &'static str,
    /// The number of the connection on this server.
    pub connection: u64,
    /// The client's address.
    pub remote: IpAddr,
    /// `imap`, `submission`, `pop3` or `sieve`.
    pub protocol: &'static str,
    /// `none`, `starttls` or `implicit`.
    pub tls: &'static str,
    /// The mechanism. `LOGIN` is IMAP's command, `USER` is POP3's USER with PASS, `tls-key` and `tls-certificate` are logins
    /// by TLS alone. `null` for a mechanism that this server does not have.
    pub mechanism: Option<&'static str>,
    /// The verified channel binding.
    pub binding: Option<&'static str>,
    /// `accepted`, or `rejected:` with the reason.
    pub result: String,
    /// The account of an accepted login.
    pub account: Option<String>,
    /// The trace text of an ANONYMOUS client, escaped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// The fingerprint of the client's TLS key, if it has proved one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// For `key` and `limit`: the number of such events for this reason since the server started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// The TLS version. This and the following fields are stored, but not part of the output line.
    #[serde(skip)]
    pub version: Option<&'static str>,
    /// The client's name for itself.
    #[serde(skip)]
    pub client: Option<ClientName>,
    /// The attempted name.
    #[serde(skip)]
    pub attempted: Option<AttemptedName>,
    /// The duration of the exchange, including the client's part.
    #[serde(skip)]
    pub took: Option<Duration>,
}

/// The result for a right credential from a network that it may not be used from. The client cannot see it.
const NETWORK: &str = "rejected:network";

/// The receiver of attempts.
pub type Report = Arc<dyn Fn(&Attempt) + Send + Sync>;

impl Attempt {
    /// An attempt of this connection.
    pub fn new(
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
            attempted: None,
            took: None,
        }
    }

    /// Makes the record of a login by a key or certificate without a mechanism.
    pub fn by_tls_alone(self, mechanism: &'static str, account: &str) -> Self {
        let mechanism = Some(mechanism);
        Self { mechanism, result: "accepted".into(), account: Some(account.into()), ..self }
    }

    /// Makes the record of a key that is not accepted. Some clients present one to every server, so it is not a failed
    /// login.
    pub fn unaccepted_key(self, why: &str, seen: u64) -> Self {
        Self { event: "key", result: why.into(), seen: Some(seen), ..self }
    }

    /// Makes the record of a key registered for the logged-in account.
    pub fn registered(self, account: &str) -> Self {
        Self { event: "key", result: "registered".into(), account: Some(account.into()), ..self }
    }

    /// Adds the result.
    pub fn ended(self, verdict: &Verdict) -> Self {
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

    /// Marks an attempt that was rejected like a wrong credential, but used the right one from a network that its account
    /// does not allow.
    pub fn outside(self) -> Self {
        if self.result == format!("rejected:{}", Rejection::BadCredentials.label()) {
            return Self { result: NETWORK.into(), ..self };
        }
        self
    }

    /// Makes the record of a key or certificate whose account does not allow the client's network.
    pub fn key_outside(self, mechanism: &'static str, attempted: AttemptedName) -> Self {
        Self { mechanism: Some(mechanism), result: NETWORK.into(), attempted: Some(attempted), ..self }
    }

    /// Marks an attempt that the limits rejected, whatever its verdict.
    pub fn throttled(self) -> Self {
        Self { result: format!("rejected:{}", Rejection::Throttled.label()), ..self }
    }

    /// Makes the record of a connection that the limits rejected.
    pub fn rejected_connection(self, seen: u64) -> Self {
        Self { event: "limit", result: "too-many-connections".into(), seen: Some(seen), ..self }
    }

    /// Makes the record of a connection before login that was evicted.
    pub fn evicted(self, seen: u64) -> Self {
        Self { event: "limit", result: "gave-way".into(), seen: Some(seen), ..self }
    }

    /// Adds the attempted name and the duration.
    pub fn of(self, attempted: Option<AttemptedName>, took: Duration) -> Self {
        Self { attempted, took: Some(took), ..self }
    }

    /// Makes the record of an initial response that cannot be decoded.
    pub fn not_begun(self, mechanism: Option<&'static str>, why: Rejection) -> Self {
        Self { mechanism, result: format!("rejected:{}", why.label()), ..self }
    }

    /// Makes the record of a mechanism that is not offered.
    pub fn not_offered(self, why: NotOffered) -> Self {
        let label = if why == NotOffered::NeedsTls { "needs-tls" } else { "not-offered" };
        Self { result: format!("rejected:{label}"), ..self }
    }
}
