//! What a transcript says.
use crate::{application::Application, tamper::From};
use sasl_core::{
    ChannelBinding, Entropy, Profile, Security,
    client::{self, Preference},
    server::{self, Check},
};

/// A transcript, read.
#[derive(Debug)]
pub struct Script {
    pub(super) mechanism: String,
    pub(super) ends: Vec<From>,
    pub(super) profile: Profile,
    pub(super) security: Security,
    pub(super) user: Option<String>,
    pub(super) password: String,
    pub(super) token: Option<String>,
    pub(super) authzid: String,
    pub(super) bindings: Vec<ChannelBinding>,
    pub(super) offered: Vec<String>,
    pub(super) client_entropy: [u8; 32],
    pub(super) server_entropy: [u8; 32],
    pub(super) expect: Expect,
    pub(super) lines: Vec<Line>,
}

/// How it has to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Logged in.
    Accepted,
    /// Rejected, for the reason of this label.
    Rejected(String),
    /// The client fails with an error of this kind, by its name in lower case with hyphens.
    ClientError(String),
}

/// One message, and the number of its line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) says: Says,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Says {
    Message(From, Vec<u8>),
    Cancels,
}

impl Script {
    /// The name of its mechanism.
    pub fn mechanism(&self) -> &str {
        &self.mechanism
    }

    /// Its user; empty if it has none.
    pub fn user(&self) -> &str {
        self.user.as_deref().unwrap_or_default()
    }

    /// The password of its user.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// How it has to end.
    pub fn expect(&self) -> &Expect {
        &self.expect
    }

    /// An application that logs in as the header says, at a server that knows this user and this password.
    pub fn application(&self) -> Application<'static> {
        let (known, right) = (self.user().to_owned(), self.password.clone());
        let application =
            Application::new().acting_as(&self.authzid).password_checker(move |user, password| {
                if user == known && password == right { Check::Match } else { Check::NoMatch }
            });
        match (&self.user, &self.token) {
            (Some(user), Some(token)) => application.token(user, token),
            (Some(user), None) => application.credentials(user, &self.password),
            (None, _) => application,
        }
    }

    pub(super) fn server_connection(&self) -> server::Connection {
        let bindings = self.bindings.iter().cloned().collect();
        server::Connection::new(self.profile, self.security).with_bindings(bindings)
    }

    pub(super) fn client_connection(&self) -> client::Connection {
        let bindings = self.bindings.iter().cloned().collect();
        client::Connection::new(self.profile, self.security).with_bindings(bindings)
    }

    pub(super) fn preference(&self) -> Preference {
        match (&self.user, &self.token) {
            (_, Some(_)) => Preference::token(),
            (Some(_), None) => Preference::password(),
            (None, None) => Preference::external(),
        }
        .pin(self.mechanism.as_str())
    }

    pub(super) fn entropy(&self, end: From) -> Entropy {
        Entropy::new(match end {
            From::Client => self.client_entropy,
            From::Server => self.server_entropy,
        })
    }
}
