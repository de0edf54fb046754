//! `--user NAME:PASSWORD` and `--user-key NAME:FILE`.
use countersign::Secret;
use std::{path::PathBuf, str::FromStr};

/// A name and a password from the command line, for tests.
#[derive(Clone, Debug)]
pub struct NamedPassword {
    /// The account.
    pub name: String,
    /// Its password.
    pub password: Secret,
}

impl FromStr for NamedPassword {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some((name, password)) if !name.is_empty() && !password.is_empty() => {
                Ok(Self { name: name.into(), password: Secret::new(password) })
            }
            _ => Err("not NAME:PASSWORD with both given"),
        }
    }
}

/// A name and the file of a certificate or public key from the command line, for tests.
#[derive(Clone, Debug)]
pub struct NamedKey {
    /// The account.
    pub name: String,
    /// The file with the key.
    pub file: PathBuf,
}

impl FromStr for NamedKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some((name, file)) if !name.is_empty() && !file.is_empty() => {
                Ok(Self { name: name.into(), file: file.into() })
            }
            _ => Err("not NAME:FILE with both given"),
        }
    }
}
