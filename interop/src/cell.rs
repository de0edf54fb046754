//! A row of the matrix, the expected results of its cells, and the comparison.
use crate::variant::{GO, MIDDLE, OPENSSL};
pub(crate) use crate::{
    credential::{Credential, USER},
    line::{Protocol, Tls, Version},
};
use std::fmt;

/// The record of our server for a key that needs no mechanism.
pub(crate) const TLS_KEY: &str = "tls-key";

/// The server that records the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    Ours,
    Theirs,
}

/// A server's record of one login attempt, in the terms of our server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) mechanism: Option<String>,
    pub(crate) binding: Option<String>,
    /// The account that our server accepted; for other servers also one that was rejected.
    pub(crate) account: Option<String>,
    /// Our server: `none`, `starttls` or `implicit`. Other servers: `none` or the version.
    pub(crate) tls: String,
    pub(crate) verdict: String,
}

/// The verdict if a server's log does not show whether the password was wrong.
pub(crate) const UNCLEAR: &str = "rejected:unclear";

impl Record {
    /// Returns whether all parts have been found in the logs.
    pub(crate) fn is_whole(&self) -> bool {
        self.mechanism.is_some() && self.account.is_some() && self.verdict != UNCLEAR
    }
}

/// The expected result of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Want {
    pub(crate) records: Vec<Record>,
    /// Whether the client considers itself authenticated.
    pub(crate) client_in: bool,
    /// The reason why the result is not the desired one. The records must match in any case.
    pub(crate) why: Option<&'static str>,
}

/// The result of an attempt.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) records: Vec<Record>,
    pub(crate) client_in: bool,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Green,
    Explained(&'static str),
    Red(String),
}

/// A row: a mechanism on a kind of connection, with the correct and with a wrong password.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) protocol: Protocol,
    pub(crate) tls: Tls,
    /// The mechanism that the client is configured to use; `LOGIN` is the IMAP command of that name.
    pub(crate) mechanism: &'static str,
    /// Further settings of the peer; empty for none.
    pub(crate) variant: &'static str,
    /// The name that is sent.
    pub(crate) user: &'static str,
    pub(crate) right: Want,
    pub(crate) wrong: Want,
    pub(crate) server: Server,
}

impl Row {
    /// Expects exactly this mechanism, accepted with the correct password and rejected with the wrong one.
    pub(crate) fn new(server: Server, protocol: Protocol, tls: Tls, mechanism: &'static str) -> Self {
        let empty = Want { records: Vec::new(), client_in: false, why: None };
        let row = Self {
            protocol,
            tls,
            mechanism,
            variant: "",
            user: USER,
            right: empty.clone(),
            wrong: empty.clone(),
            server,
        };
        Self {
            right: Want { records: vec![row.accepted(mechanism)], client_in: true, why: None },
            wrong: Want { records: vec![row.rejected(Some(mechanism), "bad-credentials")], ..empty },
            ..row
        }
    }

    /// Creates a row with a registered key and an unknown one in place of passwords. IMAP inside TLS greets the
    /// key's owner as authenticated. Submission treats the key as a login and also accepts EXTERNAL. An unknown
    /// key is not an attempt.
    pub(crate) fn by_key(protocol: Protocol, tls: Tls) -> Self {
        let greeted = protocol == Protocol::Imap && matches!(tls, Tls::Implicit(_));
        let mechanism = if greeted { TLS_KEY } else { "EXTERNAL" };
        let row = Self::new(Server::Ours, protocol, tls, mechanism);
        let mut records = vec![row.accepted(mechanism)];
        if protocol == Protocol::Smtp {
            records.insert(0, row.accepted(TLS_KEY));
        }
        let wrong = Want { records: Vec::new(), client_in: false, why: None };
        Self { right: Want { records, ..row.right.clone() }, wrong, ..row }
    }

    /// Creates rows with the registered keys of other tools.
    pub(crate) fn by_keys_of_others(protocol: Protocol, tls: Tls) -> [Self; 2] {
        [OPENSSL, GO].map(|variant| Self::by_key(protocol, tls).variant(variant))
    }

    /// Lets the client use EXTERNAL with its unknown key although the server does not list it.
    pub(crate) fn tries_unlisted(mut self) -> Self {
        self.wrong.records.push(self.rejected(None, "not-offered"));
        self
    }

    /// Returns whether the login uses a key.
    pub(crate) fn has_key(&self) -> bool {
        [TLS_KEY, "EXTERNAL"].contains(&self.mechanism)
    }

    /// Uses this name in place of the usual one.
    pub(crate) fn named(mut self, user: &'static str) -> Self {
        let records = self.right.records.iter_mut().chain(&mut self.wrong.records);
        for account in records.filter_map(|record| record.account.as_mut()) {
            *account = user.into();
        }
        Self { user, ..self }
    }

    pub(crate) fn variant(self, variant: &'static str) -> Self {
        Self { variant, ..self }
    }

    /// Expects this channel binding with the correct password.
    pub(crate) fn bound_by(mut self, binding: &str) -> Self {
        self.right.records.iter_mut().for_each(|record| record.binding = Some(binding.into()));
        self
    }

    /// Expects that an attacker with different connections to both ends is detected by the client with the correct
    /// password.
    pub(crate) fn found_out(self) -> Self {
        let record = self.rejected(Some(self.mechanism), "binding-mismatch");
        let right = Want { records: vec![record], client_in: false, why: None };
        Self { right, ..self }.variant(MIDDLE)
    }

    /// Expects a rejection with both passwords, for this reason.
    pub(crate) fn refused(self, records: Vec<Record>, why: &'static str) -> Self {
        let want = Want { records, client_in: false, why: Some(why) };
        Self { right: want.clone(), wrong: want, ..self }
    }

    pub(crate) fn accepted(&self, mechanism: &str) -> Record {
        Record {
            mechanism: Some(mechanism.into()),
            binding: mechanism.ends_with("-PLUS").then(|| "tls-exporter".into()),
            account: Some(USER.into()),
            tls: self.recorded_tls().into(),
            verdict: "accepted".into(),
        }
    }

    pub(crate) fn rejected(&self, mechanism: Option<&str>, why: &str) -> Record {
        Record {
            mechanism: mechanism.map(Into::into),
            binding: None,
            account: (self.server == Server::Theirs).then(|| USER.into()),
            tls: self.recorded_tls().into(),
            verdict: format!("rejected:{why}"),
        }
    }

    pub(crate) fn want(&self, credential: Credential) -> &Want {
        match credential {
            Credential::Right => &self.right,
            Credential::Wrong => &self.wrong,
        }
    }

    fn recorded_tls(&self) -> &'static str {
        match (self.server, self.tls) {
            (_, Tls::None) => "none",
            (Server::Ours, Tls::Starttls(_)) => "starttls",
            (Server::Ours, Tls::Implicit(_)) => "implicit",
            (Server::Theirs, Tls::Starttls(Version::V12) | Tls::Implicit(Version::V12)) => "TLSv1.2",
            (Server::Theirs, Tls::Starttls(Version::V13) | Tls::Implicit(Version::V13)) => "TLSv1.3",
        }
    }
}

impl Want {
    /// Compares a result. It is green or explained only if the server recorded exactly this and the client agrees.
    pub(crate) fn judge(&self, seen: &Seen) -> State {
        if seen.records != self.records {
            return State::Red(format!(
                "the server recorded {}, not {}",
                all(&seen.records),
                all(&self.records)
            ));
        }
        match (seen.client_in, self.why) {
            (client_in, _) if client_in != self.client_in => State::Red(format!(
                "the records are as they should be, but the client {}",
                if client_in { "takes itself for logged in" } else { "does not take itself for logged in" }
            )),
            (_, Some(why)) => State::Explained(why),
            (_, None) => State::Green,
        }
    }
}

fn all(records: &[Record]) -> String {
    let records: Vec<String> = records.iter().map(Record::to_string).collect();
    if records.is_empty() { "nothing".into() } else { format!("[{}]", records.join("; ")) }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mechanism, binding, account, tls, verdict } = self;
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".into());
        let (mechanism, binding, account) = (or_none(mechanism), or_none(binding), or_none(account));
        write!(f, "mechanism {mechanism}, binding {binding}, account {account}, TLS {tls}, {verdict}")
    }
}
