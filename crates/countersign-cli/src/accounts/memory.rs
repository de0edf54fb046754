//! Accounts in memory: those of the command line.
use super::{
    allow_from::AllowFrom, known_key::KnownKey, located::Located, named::NamedPassword, offered::Offered,
    tokens::Tokens,
};
use crate::exit::Failure;
use countersign::{
    Credentials, DirectorySecret, Recipe,
    account::{AccountName, AccountState, Standing},
    entropy,
    keys::{Claim, Fingerprint, KeyRecord, Spki},
    server_registry,
};
use std::{collections::HashMap, sync::Arc};

/// A directory of accounts that do not change, and how its unknown users are hidden.
pub(crate) struct Memory {
    /// By the key of their names.
    accounts: HashMap<String, Located>,
    offered: Arc<Offered>,
    /// Beside the accounts.
    keys: HashMap<Fingerprint, KnownKey>,
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
        let registry = server_registry(&DirectorySecret::new(secret), recipe);
        let offered = Arc::new(registry.into());
        Ok(Self { accounts, offered, keys: HashMap::new() })
    }

    /// With this key of an account, which is there.
    pub(crate) fn with_key(mut self, name: &str, spki: Spki) -> Result<Self, Failure> {
        let unfit = |error: &dyn std::fmt::Display| Failure::usage(format!("--user-key {name}: {error}"));
        let asked = AccountName::asked(name).map_err(|error| unfit(&error))?;
        let standing = self.find(&asked).ok_or_else(|| unfit(&"no --user has this name"))?.standing;
        let holder = self.keys.get(&spki.fingerprint()).map(|known| known.record.account.as_str());
        let claim = Claim::on_administrators_word(spki);
        let record = KeyRecord::register(claim, &standing.id, &standing.name, holder);
        let record = record.map_err(|error| unfit(&error))?;
        self.keys.insert(
            record.spki.fingerprint(),
            KnownKey { record, standing, allow_from: AllowFrom::default() },
        );
        Ok(self)
    }

    pub(super) fn find_key(&self, spki: &Spki) -> Option<KnownKey> {
        self.keys.get(&spki.fingerprint()).filter(|known| known.record.spki == *spki).cloned()
    }

    pub(super) fn offered(&self) -> Arc<Offered> {
        Arc::clone(&self.offered)
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
