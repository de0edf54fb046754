//! Names that a directory gives out, and the key under which it finds them.
use crate::login_name::{NameRefused, new_login_name};
use precis_normalize::{email_login, folded_login_name};

/// A name that somebody can log in with, and the key that it shares with its other spellings.
///
/// A directory keeps each key once, whether it is an account's name or an address: then two names that are the
/// same after NFC, or but for case, cannot be two accounts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountName {
    spelling: String,
    key: String,
}

impl AccountName {
    /// An account's name that is being given out.
    ///
    /// # Errors
    /// [`NameRefused`].
    pub fn new(name: &str) -> Result<Self, NameRefused> {
        let spelling = new_login_name(name)?;
        let key = key(&spelling)?;
        Ok(Self { spelling, key })
    }

    /// An address that is being given to an account, who can then log in with it, too.
    ///
    /// # Errors
    /// [`NameRefused`], also for what is no address.
    pub fn address(address: &str) -> Result<Self, NameRefused> {
        let name = Self::new(address)?;
        if !name.spelling.contains('@') {
            return Err(NameRefused::NotAnAddress);
        }
        email_login(&name.spelling).map_err(|_| NameRefused::NotAnAddress)?;
        Ok(name)
    }

    /// A name to look up, as somebody has sent or typed it. It is taken as it is: `" bob"` is not `bob`.
    ///
    /// # Errors
    /// [`NameRefused::InvalidName`]: nobody can have it.
    pub fn asked(name: &str) -> Result<Self, NameRefused> {
        Ok(Self { spelling: name.into(), key: key(name)? })
    }

    /// As it was given out.
    pub fn spelling(&self) -> &str {
        &self.spelling
    }

    /// NFC and lower case: what a directory compares, and the canonical name of
    /// [`Found::Unknown`](crate::sasl::server::Found::Unknown).
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The part of the [key](Self::key) before the last `@`; all of it if it has none.
    pub fn local_part(&self) -> &str {
        self.key.rsplit_once('@').map_or(&self.key, |(local, _)| local)
    }

    /// The part of the [key](Self::key) behind the last `@`, if it has one.
    pub fn domain(&self) -> Option<&str> {
        self.key.rsplit_once('@').map(|(_, domain)| domain)
    }
}

fn key(name: &str) -> Result<String, NameRefused> {
    folded_login_name(name).map(String::from).map_err(NameRefused::InvalidName)
}
