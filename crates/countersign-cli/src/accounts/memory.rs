//! Accounts in memory: those of the command line.
use super::{located::Located, named::NamedPassword, tokens::Tokens};
use crate::exit::Failure;
use countersign::{
    Credentials, DirectorySecret, Recipe, Registry,
    account::{AccountName, AccountState, Standing},
    entropy, server_registry,
};
use std::collections::HashMap;

/// A directory of accounts that do not change, and how its unknown users are hidden.
pub(crate) struct Memory {
    /// By the key of their names.
    accounts: HashMap<String, Located>,
    registry: Registry,
}

impl Memory {
    /// Credentials are derived anew at every start, so the directory's secret may be new too. Whoever has a token and no
    /// password has an account, too.
    pub(crate) fn new(users: &[NamedPassword], tokens: &Tokens, recipe: &Recipe) -> Result<Self, Failure> {
        let mut accounts = HashMap::new();
        for NamedPassword { name, password } in users {
            let unfit = |error: &dyn std::fmt::Display| Failure::usage(format!("--user {name}: {error}"));
            let entropy = entropy().map_err(|error| unfit(&error))?;
            let credentials =
                Credentials::derive(password, recipe, entropy).map_err(|error| unfit(&error))?.run();
            let name = AccountName::new(name).map_err(|error| unfit(&error))?;
            let located = Located::new(standing(&name), Some(credentials));
            if accounts.insert(name.key().into(), located).is_some() {
                return Err(unfit(&"given twice"));
            }
        }
        for name in tokens.names() {
            let refused = |error| Failure::usage(format!("--token {name}: {error}"));
            let name = AccountName::new(name).map_err(refused)?;
            accounts.entry(name.key().into()).or_insert_with(|| Located::new(standing(&name), None));
        }
        let secret = entropy().map_err(|error| Failure::usage(error.to_string()))?.into_octets();
        Ok(Self { accounts, registry: server_registry(&DirectorySecret::new(secret), recipe) })
    }

    pub(super) fn registry(&self) -> &Registry {
        &self.registry
    }

    pub(super) fn find(&self, name: &AccountName) -> Option<Located> {
        self.accounts.get(name.key()).cloned()
    }

    pub(super) fn now(&self, id: &str) -> Option<Standing> {
        self.accounts.get(id).map(|located| located.standing.clone())
    }
}

/// An account that does not change.
fn standing(name: &AccountName) -> Standing {
    Standing {
        id: name.key().into(),
        name: name.spelling().into(),
        state: AccountState::Enabled,
        generation: 0,
        epoch: 0,
    }
}
