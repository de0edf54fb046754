//! The names in a directory and the keys for their lookup.
use crate::login_name::{NameRefused, new_login_name};
use precis_normalize::{email_login, folded_login_name};

/// A login name, with the key that it shares with its other spellings.
///
/// A directory stores each key once, for account names and addresses alike. Two names that are equal after NFC or
/// differ only in case can therefore not be two accounts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountName {
    spelling: String,
    key: String,
}

impl AccountName {
    /// Checks a new account name.
    ///
    /// # Errors
    /// [`NameRefused`] if the name is invalid.
    pub fn new(name: &str) -> Result<Self, NameRefused> {
        let spelling = new_login_name(name)?;
        let key = key(&spelling)?;
        Ok(Self { spelling, key })
    }

    /// Checks a new address of an account, which the account can then log in with.
    ///
    /// # Errors
    /// [`NameRefused`] if the name is invalid or not an address.
    pub fn address(address: &str) -> Result<Self, NameRefused> {
        let name = Self::new(address)?;
        if !name.spelling.contains('@') {
            return Err(NameRefused::NotAnAddress);
        }
        email_login(&name.spelling).map_err(|_| NameRefused::NotAnAddress)?;
        Ok(name)
    }

    /// Parses a name that a client sent, for the lookup. It is used unchanged: `" bob"` is not `bob`.
    ///
    /// # Errors
    /// [`NameRefused::InvalidName`]: no account can have this name.
    pub fn asked(name: &str) -> Result<Self, NameRefused> {
        Ok(Self { spelling: name.into(), key: key(name)? })
    }

    /// Returns the name as it was assigned.
    pub fn spelling(&self) -> &str {
        &self.spelling
    }

    /// Returns the name in NFC and lower case: the key that a directory compares, and the canonical name of
    /// [`Found::Unknown`](crate::sasl::server::Found::Unknown).
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the part of the [key](Self::key) before the last `@`, or the whole key if there is none.
    pub fn local_part(&self) -> &str {
        self.key.rsplit_once('@').map_or(&self.key, |(local, _)| local)
    }

    /// Returns the part of the [key](Self::key) after the last `@`, if there is one.
    pub fn domain(&self) -> Option<&str> {
        self.key.rsplit_once('@').map(|(_, domain)| domain)
    }
}

fn key(name: &str) -> Result<String, NameRefused> {
    folded_login_name(name).map(String::from).map_err(NameRefused::InvalidName)
}
