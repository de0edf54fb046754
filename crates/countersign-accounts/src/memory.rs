//! Accounts in memory, given on the command line.
use super::{
    allow_from::AllowFrom, answer::Answer, named::NamedPassword, offered::OfferedMechanisms,
    registered_key::RegisteredKey, resolved_account::ResolvedAccount, tokens::Tokens,
};
use crate::ConfigError;
use countersign::{
    Credentials, DirectorySecret, Recipe,
    account::{AccountName, AccountSnapshot, AppName, SaltGroup},
    entropy,
    keys::{Claim, Fingerprint, KeyRecord, Spki},
    sasl::server::Found,
    server_registry,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A directory of accounts that do not change, with decoys for unknown names.
pub struct Memory {
    /// By the key of the name.
    accounts: HashMap<String, Account>,
    /// The domains of the accounts' names.
    domains: HashSet<String>,
    offered: Arc<OfferedMechanisms>,
    /// Keys of the accounts.
    keys: HashMap<Fingerprint, RegisteredKey>,
}

/// An account and its credentials.
struct Account {
    standing: AccountSnapshot,
    credentials: Option<Credentials>,
}

impl Memory {
    /// Derives credentials at every start, with a new directory secret. A name that has a token and no password is an
    /// account as well.
    pub fn new(users: &[NamedPassword], tokens: &Tokens, recipe: &Recipe) -> Result<Self, ConfigError> {
        let secret = entropy().map_err(|error| ConfigError::new(error.to_string()))?.into_octets();
        let secret = DirectorySecret::new(secret);
        let mut accounts = HashMap::new();
        for NamedPassword { name, password } in users {
            let unfit = |error: &dyn std::fmt::Display| ConfigError::new(format!("--user {name}: {error}"));
            let name = AccountName::new(name).map_err(|error| unfit(&error))?;
            let salts = secret.salts(&SaltGroup::of(&name, |_| true));
            let credentials = Credentials::derive(password, recipe, salts);
            let credentials = Some(credentials.map_err(|error| unfit(&error))?.run());
            let account = Account { standing: standing(&name), credentials };
            if accounts.insert(name.key().into(), account).is_some() {
                return Err(unfit(&"given twice"));
            }
        }
        for name in tokens.names() {
            let refused = |error| ConfigError::new(format!("--token {name}: {error}"));
            let name = AccountName::new(name).map_err(refused)?;
            let account = || Account { standing: standing(&name), credentials: None };
            accounts.entry(name.key().into()).or_insert_with(account);
        }
        let registry = server_registry(&secret, recipe);
        let offered = Arc::new(registry.into());
        let domain = |name: &String| Some(name.rsplit_once('@')?.1.to_owned());
        let domains = accounts.keys().filter_map(domain).collect();
        Ok(Self { accounts, domains, offered, keys: HashMap::new() })
    }

    /// Adds a key of an existing account.
    pub fn with_key(mut self, name: &str, spki: Spki) -> Result<Self, ConfigError> {
        let unfit = |error: &dyn std::fmt::Display| ConfigError::new(format!("--user-key {name}: {error}"));
        let asked = AccountName::asked(name).map_err(|error| unfit(&error))?;
        let standing = self.find(&asked).ok_or_else(|| unfit(&"no --user has this name"))?.standing;
        let holder = self.keys.get(&spki.fingerprint()).map(|known| known.record.account.as_str());
        let claim = Claim::trusted_by_administrator(spki);
        let record = KeyRecord::register(claim, &standing.id, &standing.name, holder);
        let record = record.map_err(|error| unfit(&error))?;
        self.keys.insert(
            record.spki.fingerprint(),
            RegisteredKey { record, standing, no_imap_preauth: false, allow_from: AllowFrom::default() },
        );
        Ok(self)
    }

    pub(super) fn find_key(&self, spki: &Spki) -> Option<RegisteredKey> {
        self.keys.get(&spki.fingerprint()).filter(|known| known.record.spki == *spki).cloned()
    }

    pub(super) fn offered(&self) -> Arc<OfferedMechanisms> {
        Arc::clone(&self.offered)
    }

    pub(super) fn find(&self, name: &AccountName) -> Option<ResolvedAccount> {
        self.accounts.get(name.key()).map(|account| ResolvedAccount::new(account.standing.clone()))
    }

    pub(super) fn answer(&self, name: &AccountName, mechanism: &str) -> Answer {
        let group = SaltGroup::of(name, |domain| self.domains.contains(domain));
        let account = self.accounts.get(name.key());
        let resolved = self.find(name);
        match account.and_then(|account| account.credentials.as_ref()) {
            None => Answer::unknown(resolved, &group),
            Some(credentials) if matches!(mechanism, "PLAIN" | "LOGIN") || credentials.serve(mechanism) => {
                Answer { resolved, found: Found::Account(credentials.records()) }
            }
            Some(_) => Answer::lacking(resolved, &group),
        }
    }

    /// Answers without an account: app passwords do not exist here.
    pub(super) fn answer_app(&self, name: &AppName) -> Answer {
        Answer::lacking(None, &SaltGroup::of_app(name, |domain| self.domains.contains(domain)))
    }

    pub(super) fn now(&self, id: &str) -> Option<AccountSnapshot> {
        self.accounts.get(id).map(|account| account.standing.clone())
    }
}

/// Returns the snapshot of an account that does not change.
fn standing(name: &AccountName) -> AccountSnapshot {
    AccountSnapshot::new(name.key(), name.spelling())
}
