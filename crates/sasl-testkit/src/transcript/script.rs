//! The content of a transcript.
use crate::{application::Application, tamper::From};
use sasl_core::{
    ChannelBinding, Entropy, Profile, Security,
    client::{self, Preference},
    server::{self, Check},
};

/// A parsed transcript.
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

/// The expected outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The login is accepted.
    Accepted,
    /// The login is rejected with the reason of this label.
    Rejected(String),
    /// The client fails with an error of this kind, named in lower case with hyphens.
    ClientError(String),
}

/// A message and its line number.
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
    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &str {
        &self.mechanism
    }

    /// Returns the user name; empty if there is none.
    pub fn user(&self) -> &str {
        self.user.as_deref().unwrap_or_default()
    }

    /// Returns the password of the user.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Returns the expected outcome.
    pub fn expect(&self) -> &Expect {
        &self.expect
    }

    /// Creates an application that logs in with the header's user and password, at a server that knows them.
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
