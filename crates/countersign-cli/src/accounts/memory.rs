//! Accounts in memory: those of the command line.
use super::named::NamedPassword;
use crate::exit::Failure;
use countersign::{
    Credentials, DirectorySecret, Recipe, Records, Registry,
    core::server::{Authorize, Decision, Found, Rejection},
    entropy, new_login_name, server_registry,
};
use std::collections::HashMap;

/// A directory of accounts, and how its unknown users are hidden.
pub(crate) struct Accounts {
    records: HashMap<String, Records>,
    registry: Registry,
}

impl Accounts {
    /// Credentials are derived anew at every start, so the directory's secret may be new too.
    pub(crate) fn new(users: &[NamedPassword]) -> Result<Self, Failure> {
        let recipe = Recipe::default();
        let mut records = HashMap::new();
        for NamedPassword { name, password } in users {
            let unfit = |error: &dyn std::fmt::Display| Failure::usage(format!("--user {name}: {error}"));
            let entropy = entropy().map_err(|error| unfit(&error))?;
            let credentials =
                Credentials::derive(password, &recipe, entropy).map_err(|error| unfit(&error))?.run();
            let name = new_login_name(name).map_err(|error| unfit(&error))?;
            if records.insert(name, credentials.records()).is_some() {
                return Err(unfit(&"given twice"));
            }
        }
        let secret = entropy().map_err(|error| Failure::usage(error.to_string()))?.into_octets();
        Ok(Self { records, registry: server_registry(&DirectorySecret::new(secret), &recipe) })
    }

    /// What the accounts here can be logged in to with.
    pub(crate) fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Asynchronous as a database's would be. Names are not folded here, so the canonical one is the one given.
    pub(crate) async fn find(&self, user: &str) -> Found {
        match self.records.get(user) {
            Some(records) => Found::Account(records.clone()),
            None => Found::Unknown { canonical: user.into() },
        }
    }

    /// Everybody acts as themselves; an account that has gone in mid-login lets nobody in.
    pub(crate) async fn authorize(&self, question: &Authorize) -> Decision {
        if self.records.contains_key(question.authenticated()) {
            Decision::GrantAuthenticated
        } else {
            Decision::Deny(Rejection::Disabled)
        }
    }
}
